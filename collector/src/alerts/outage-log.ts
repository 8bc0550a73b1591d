import type { FastifyBaseLogger } from 'fastify'

interface Messages {
  readonly failed: string
  readonly recovered: string
}

/** Has the log say once that something which is retried keeps failing, and once that it no longer does. */
export const outageLog = (log: Pick<FastifyBaseLogger, 'warn' | 'info'>, { failed, recovered }: Messages) => {
  let isFailing = false
  return {
    failed: (error: unknown): void => {
      if (!isFailing) log.warn({ err: error }, failed)
      isFailing = true
    },
    succeeded: (): void => {
      if (isFailing) log.info(recovered)
      isFailing = false
    }
  }
}
