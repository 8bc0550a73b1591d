import { useCallback, useState } from 'preact/hooks'
import type { AlertingStatus } from '@mimamori/contract'
import { getJson } from '../server/get-json.ts'
import { usePolling } from '../server/use-polling.ts'

/** How many alerts fire and whether anybody would be notified, looked at again and again; undefined while loading. */
export const useAlertingStatus = (): AlertingStatus | undefined => {
  const [status, setStatus] = useState<AlertingStatus>()
  usePolling(useCallback(() => {
    void getJson<AlertingStatus>('/api/alerts/status').then((found) => { if (found) setStatus(found) })
  }, []))
  return status
}
