import { collector } from '../collector.ts'
import { httpGet } from '../http-get.ts'
import { parseHttpTarget, type HttpTarget } from '../parse/watch-target.ts'
import { gauge } from '../text-format/index.ts'

export interface WatchedHttpOptions {
  /** `NAME=URL` of services on this device. */
  readonly targets?: readonly string[]
  /** `NAME=URL` of services that may be elsewhere. */
  readonly remoteTargets?: readonly string[]
  readonly timeoutMs?: number
  /** A clock in milliseconds that only goes forward. */
  readonly monotonicMs?: () => number
}

const maxBytes = 64 * 1024

/**
 * Whether services answer over HTTP, such as a kiosk's or a signage's. All are asked at once. @throws at once if a target is invalid.
 */
export const watchedHttp = collector('watched_http', 'whether chosen services answer over HTTP', (_roots, {
  targets = [],
  remoteTargets = [],
  timeoutMs = 5000,
  monotonicMs = () => performance.now()
}: WatchedHttpOptions = {}) => {
  // By name: of two targets with the same name the last counts.
  const all = new Map(
    [
      ...targets.map((target) => parseHttpTarget(target)),
      ...remoteTargets.map((target) => parseHttpTarget(target, { isRemoteAllowed: true }))
    ].map((target) => [target.name, target])
  )
  const ask = async ({ name, url }: HttpTarget, report: ((problem: Error) => void) | undefined) => {
    const startMs = monotonicMs()
    try {
      const { statusCode } = await httpGet({ url, timeoutMs, maxBytes })
      return { labels: { name }, statusCode, seconds: (monotonicMs() - startMs) / 1000 }
    } catch (error) {
      report?.(new Error(`${name}: ${(error as Error).message}`, { cause: error }))
      return { labels: { name }, statusCode: undefined, seconds: undefined }
    }
  }
  return async (report) => {
    if (all.size === 0) return []
    const answers = await Promise.all([...all.values()].map((target) => ask(target, report)))
    return [
      gauge(
        'mimamori_watched_http_duration_seconds',
        'Duration until the whole response was received. Absent without a response.',
        answers.flatMap(({ labels, seconds }) => (seconds === undefined ? [] : [{ labels, value: seconds }]))
      ),
      gauge(
        'mimamori_watched_http_status_code',
        'HTTP status code of the response. Absent without a response.',
        answers.flatMap(({ labels, statusCode }) => (statusCode === undefined ? [] : [{ labels, value: statusCode }]))
      ),
      gauge(
        'mimamori_watched_http_up',
        'Whether the service responded in time with a status code from 200 to 399.',
        answers.map(({ labels, statusCode }) => ({
          labels,
          value: statusCode !== undefined && statusCode >= 200 && statusCode < 400 ? 1 : 0
        }))
      )
    ]
  }
})
