import { useEffect, useState } from 'preact/hooks'
import type { QueueView } from '@mimamori/contract'
import { logInAndReturn } from '../parts/session.ts'

const lookEveryMs = 20_000

const load = async (): Promise<QueueView | undefined> => {
  const answer = await fetch('/api/updates/queue').catch(() => undefined)
  if (answer?.status === 401) logInAndReturn()
  return answer?.ok ? await answer.json() as QueueView : undefined
}

/** The queue, looked at again every few seconds while the page is seen; undefined while loading. */
export const useQueue = (): QueueView | undefined => {
  const [queue, setQueue] = useState<QueueView>()
  useEffect(() => {
    const look = async () => {
      const found = await load()
      if (found) setQueue(found)
    }
    void look()
    const timer = setInterval(() => { if (!document.hidden) void look() }, lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  return queue
}
