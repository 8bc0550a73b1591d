import { useEffect, useState } from 'preact/hooks'
import type { UpdateQueue } from '@mimamori/contract'
import { logInAndReturn } from '../parts/session.ts'

type Known<One> = readonly (One & { readonly enrolled: boolean })[]

/** Who waits to be caught up, and who is pinned. */
export interface Queue {
  readonly waiting: Known<UpdateQueue['waiting'][number]>
  readonly pinned: Known<UpdateQueue['pinned'][number]>
}

const lookEveryMs = 20_000

const load = async (): Promise<Queue | undefined> => {
  const answer = await fetch('/api/updates/queue').catch(() => undefined)
  if (answer?.status === 401) logInAndReturn()
  return answer?.ok ? await answer.json() as Queue : undefined
}

/** The queue, looked at again every few seconds while the page is seen; undefined while loading. */
export const useQueue = (): Queue | undefined => {
  const [queue, setQueue] = useState<Queue>()
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
