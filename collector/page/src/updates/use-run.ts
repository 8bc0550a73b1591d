import { useState } from 'preact/hooks'
import type { RunChange } from '@mimamori/contract'
import { useTopic } from '../server/use-topic.ts'
import { mergeRun, type LiveRun } from './live-run.ts'

/** One run as the server's stream sends it until it ends. Undefined while loading. */
export const useRun = (run: string): LiveRun | 'missing' | undefined => {
  const [live, setLive] = useState<LiveRun | 'missing' | undefined>(undefined)
  const merge = (data: string) => setLive((last) => mergeRun(last, JSON.parse(data) as RunChange))
  useTopic({
    parameters: { run },
    on: {
      'run:run': merge,
      'run:change': merge,
      'run:end' () {
        setLive((last) => last ?? 'missing')
        return true
      }
    }
  })
  return live
}
