import type { AlertGroup, AlertGroups, AlertingStatus } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { logInAndReturn } from '../server/index.ts'

export interface AlertNews {
  readonly groups: readonly AlertGroup[] | undefined
  readonly status: AlertingStatus | undefined
  /** When the server last answered, by the browser's clock; undefined if it never has. */
  readonly heardMs: number | undefined
  /** The number of failures in a row. */
  readonly failures: number
}

const everyMs = 10_000
const timeoutMs = 8000

const ask = async <Answer>(path: string): Promise<Answer> => {
  const answer = await fetch(path, { signal: AbortSignal.timeout(timeoutMs) })
  if (answer.status === 401) logInAndReturn()
  if (!answer.ok) throw new Error(`${path} is answered with ${answer.status}`)
  return await answer.json() as Answer
}

/**
 * Alerts that fire, and whether anybody would be notified. Polled: an event stream does not show that its server has stopped responding.
 */
export const useAlertGroups = (): AlertNews => {
  const [news, setNews] = useState<AlertNews>({ groups: undefined, status: undefined, heardMs: undefined, failures: 0 })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const poll = async () => {
      try {
        const [{ groups }, status] = await Promise.all([ask<AlertGroups>('/api/alerts/groups'), ask<AlertingStatus>('/api/alerts/status')])
        if (!isOver) setNews({ groups, status, heardMs: Date.now(), failures: 0 })
      } catch {
        if (!isOver) setNews((last) => ({ ...last, failures: last.failures + 1 }))
      }
      if (!isOver) timer = setTimeout(() => void poll(), everyMs)
    }
    void poll()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [])
  return news
}
