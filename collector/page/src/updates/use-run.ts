import { useState } from 'preact/hooks'
import type { RunChange } from '@mimamori/contract'
import { useStream } from '../parts/use-stream.ts'
import { mergeRun, type LiveRun } from './live-run.ts'

/** One run as the server's stream sends it until it ends. Undefined while loading. */
export const useRun = (run: string): LiveRun | 'missing' | undefined => {
  const [live, setLive] = useState<LiveRun | 'missing' | undefined>(undefined)
  const merge = (data: string) => setLive((last) => mergeRun(last, JSON.parse(data) as RunChange))
  const address = `/api/updates/${encodeURIComponent(run)}`
  useStream(address, {
    on: {
      run: merge,
      change: merge,
      end: () => true
    },
    lost: () => undefined,
    async hopeless () {
      const answer = await fetch(address, { method: 'HEAD' }).catch(() => undefined)
      const missing = answer?.status === 404 || answer?.status === 400
      if (missing) setLive('missing')
      return missing
    }
  })
  return live
}
