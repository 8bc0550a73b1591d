import { useState } from 'preact/hooks'
import type { RunChange } from '@mimamori/contract'
import { useStream } from '../parts/use-stream.ts'
import { tellRun, type LiveRun } from './live-run.ts'

/** One run as the server's stream tells it until it ends. Undefined while loading. */
export const useRun = (run: string): LiveRun | 'missing' | undefined => {
  const [told, setTold] = useState<LiveRun | 'missing' | undefined>(undefined)
  const tell = (data: string) => setTold((last) => tellRun(last, JSON.parse(data) as RunChange))
  const address = `/api/updates/${encodeURIComponent(run)}`
  useStream(address, {
    on: {
      run: tell,
      change: tell,
      end: () => true
    },
    lost: () => undefined,
    async hopeless () {
      const answer = await fetch(address, { method: 'HEAD' }).catch(() => undefined)
      const missing = answer?.status === 404 || answer?.status === 400
      if (missing) setTold('missing')
      return missing
    }
  })
  return told
}
