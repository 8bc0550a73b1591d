import type { RunAction, RunRequestList } from '@mimamori/contract'
import { useCallback, useState } from 'preact/hooks'
import { getJson } from '../parts/get-json.ts'
import { usePolling } from '../parts/use-polling.ts'

/** What a runner would start that is requested now: nothing while loading, and where none is set up for it. */
export const useRunActions = (): readonly RunAction[] => {
  const [actions, setActions] = useState<readonly RunAction[]>([])
  usePolling(useCallback(() => {
    void getJson<RunRequestList>('/api/run-requests').then((found) => { if (found) setActions(found.actions) })
  }, []))
  return actions
}
