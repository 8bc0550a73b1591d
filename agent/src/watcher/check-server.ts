import { isNotificationProblem, type NotificationProblem } from '@mimamori/contract/notification-problem'
import type { Exchange, ExchangeAnswer } from './exchange.ts'

/** A reason why the collector cannot work, in its own words. */
export interface NotReadyReason {
  readonly code: string
  /** In English, with what to do. */
  readonly message: string
}

/** The reason why the server does not watch, or nobody would hear of it. */
export type ServerProblem =
  | { readonly kind: 'no_answer', readonly reason: string }
  /** Something other than a collector answers. */
  | { readonly kind: 'not_ours', readonly status: number }
  | { readonly kind: 'not_ready', readonly reasons: readonly NotReadyReason[] }
  | { readonly kind: 'notifies_nobody', readonly problem: NotificationProblem }

interface Options {
  readonly url: URL
  readonly caFile: string | undefined
  readonly exchange: (request: Exchange) => Promise<ExchangeAnswer>
}

interface Readiness {
  readonly ready?: unknown
  readonly reasons?: unknown
  readonly notificationProblem?: unknown
}

const parseReadiness = (body: string): Readiness | undefined => {
  try {
    const value = JSON.parse(body) as Readiness | null
    return typeof value?.ready === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}

const reasonsIn = (reasons: unknown): readonly NotReadyReason[] =>
  Array.isArray(reasons)
    ? reasons.flatMap((reason: Partial<Record<keyof NotReadyReason, unknown>> | null) =>
        typeof reason?.code === 'string' && typeof reason.message === 'string' ? [{ code: reason.code, message: reason.message }] : []
      )
    : []

/**
 * Requests the collector's /readyz, which also reports whether Prometheus' Watchdog arrives at Alertmanager and a
 * receiver is there. Never rejects.
 */
export const checkServer = async ({ url, caFile, exchange }: Options): Promise<ServerProblem | undefined> => {
  let answer: ExchangeAnswer
  try {
    answer = await exchange({ url: new URL('/readyz', url), method: 'GET', caFile })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { kind: 'no_answer', reason: code ?? message }
  }
  const readiness = parseReadiness(answer.body)
  if (readiness === undefined) return { kind: 'not_ours', status: answer.status }
  if (readiness.ready === false) return { kind: 'not_ready', reasons: reasonsIn(readiness.reasons) }
  const { notificationProblem: problem } = readiness
  return isNotificationProblem(problem) ? { kind: 'notifies_nobody', problem } : undefined
}
