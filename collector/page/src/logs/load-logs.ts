import type { ErrorAnswer, LogList } from '@mimamori/contract'
import { logInAndReturn } from '../server/index.ts'
import type { LoadProblem } from './log-search.ts'

interface Part {
  readonly order: 'newest' | 'oldest'
  readonly limit: number
  readonly cursor: number | undefined
}

/** A page of lines, or why there is none. A reader whose session has ended is led to the login. @throws if the signal ended it */
export const loadLogs = async (
  parameters: URLSearchParams,
  { order, limit, cursor }: Part,
  signal: AbortSignal
): Promise<LogList | LoadProblem> => {
  const query = new URLSearchParams(parameters)
  query.set('order', order)
  query.set('limit', String(limit))
  if (cursor !== undefined) query.set('cursor', String(cursor))
  const answer = await fetch(`/api/clients/logs?${query}`, { signal }).catch(() => undefined)
  signal.throwIfAborted()
  if (answer?.status === 401) logInAndReturn()
  const body: unknown = await answer?.json().catch(() => undefined)
  signal.throwIfAborted()
  if (answer?.ok === true && body !== undefined) return body as LogList
  const { code } = (body ?? {}) as Partial<ErrorAnswer>
  if (code === 'CLIENT_DEVICE_NOT_FOUND') return 'unknownDevice'
  if (code === 'LOKI_UNAVAILABLE') return 'noLoki'
  return answer?.status === 400 ? 'refused' : 'noAnswer'
}
