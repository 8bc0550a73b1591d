import { useEffect, useState } from 'preact/hooks'
import type { QueueView } from '@mimamori/contract'
import { getJson } from '../server/get-json.ts'

const lookEveryMs = 20_000

/** The queue, looked at again every few seconds while the page is seen; undefined while loading. */
export const useQueue = (): QueueView | undefined => {
  const [queue, setQueue] = useState<QueueView>()
  useEffect(() => {
    const look = async () => {
      const found = await getJson<QueueView>('/api/updates/queue')
      if (found) setQueue(found)
    }
    void look()
    const timer = setInterval(() => { if (!document.hidden) void look() }, lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  return queue
}
