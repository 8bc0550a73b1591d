import { useCallback, useState } from 'preact/hooks'
import type { SilenceList } from '@mimamori/contract'
import { getJson } from '../parts/get-json.ts'
import { usePolling } from '../parts/use-polling.ts'

export interface SilencesShown {
  /** Undefined while loading; null where Alertmanager, which keeps them, does not answer. */
  readonly list: SilenceList | null | undefined
  /** Asks again at once, as after a change. */
  readonly refresh: () => void
}

/** The silences that hold or will, whoever made them, looked at again and again. */
export const useSilences = (): SilencesShown => {
  const [list, setList] = useState<SilenceList | null>()
  const refresh = useCallback(() => {
    void getJson<SilenceList>('/api/alerts/silences').then((found) => setList(found ?? null))
  }, [])
  usePolling(refresh)
  return { list, refresh }
}
