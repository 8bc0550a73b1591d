import type { RequestAction, RunRequestList } from '@mimamori/contract'
import { useCallback, useState } from 'preact/hooks'
import { getJson } from '../../server/get-json.ts'
import { usePolling } from '../../server/use-polling.ts'

/** What a runner would do that is requested now: nothing while loading, and where none is set up for it. */
export const useRequestActions = (): readonly RequestAction[] => {
  const [actions, setActions] = useState<readonly RequestAction[]>([])
  usePolling(useCallback(() => {
    void getJson<RunRequestList>('/api/run-requests').then((found) => { if (found) setActions(found.actions) })
  }, []))
  return actions
}
