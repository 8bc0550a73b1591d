import { useCallback, useState } from 'preact/hooks'
import type { SilenceList } from '@mimamori/contract'
import { getJson } from '../../server/get-json.ts'
import { usePolling } from '../../server/use-polling.ts'

export interface SilencesShown {
  /** Undefined while loading; afterwards as they were last heard of. */
  readonly list: SilenceList | undefined
  /** The last look failed, mostly since Alertmanager, which keeps them, does not answer. */
  readonly hasFailed: boolean
  /** Asks again at once, as after a change. */
  readonly refresh: () => void
}

/** The active and planned silences, from any source, read again and again. */
export const useSilences = (): SilencesShown => {
  const [{ list, hasFailed }, setKnown] = useState<Omit<SilencesShown, 'refresh'>>({ list: undefined, hasFailed: false })
  const refresh = useCallback(() => {
    void getJson<SilenceList>('/api/silences').then((found) => setKnown((last) => ({ list: found ?? last.list, hasFailed: found === undefined })))
  }, [])
  usePolling(refresh)
  return { list, hasFailed, refresh }
}
