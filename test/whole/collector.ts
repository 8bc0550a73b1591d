import { join } from 'node:path'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'

const adminToken = 'whole-test-admin-token-0123456789abcdef'

export interface CollectorHandle {
  readonly url: string
  /** Where set-up put the token of Prometheus. */
  readonly prometheusTokenFile: string
  readonly logFile: string
  /** Starts it, or starts it again on the same address and data. */
  start (): Promise<void>
  stop (signal?: NodeJS.Signals): Promise<void>
  /** A request as the administrator; gives the answer's body. Throws where it is not 2xx. */
  admin (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>
}

/** A collector of a test, not yet started. */
export const collectorAt = ({
  directory,
  port,
  settings = {}
}: {
  readonly directory: string
  readonly port: number
  readonly settings?: Readonly<Record<string, string>>
}): CollectorHandle => {
  const url = `http://127.0.0.1:${port}`
  const dataDirectory = join(directory, 'collector')
  let running: CollectorProcess | undefined
  return {
    url,
    prometheusTokenFile: join(dataDirectory, 'tokens', 'prometheus'),
    logFile: join(dataDirectory, 'collector.log'),
    async start () {
      running = await startCollector({ dataDirectory, adminToken, listen: { host: '127.0.0.1', port }, env: settings })
    },
    async stop (signal) {
      await running?.stop(signal)
      running = undefined
    },
    async admin (method, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return JSON.parse(text) as unknown
    }
  }
}
