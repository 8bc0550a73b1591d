import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ReceiverList } from '@mimamori/contract'
import { getJson } from '../server/get-json.ts'
import { language } from '../text/language.ts'

export interface ReceiversShown {
  /** Undefined while loading. */
  readonly list: ReceiverList | undefined
  /** Asks again at once, as after a change. */
  readonly refresh: () => Promise<void>
}

/** The receivers, without secrets. */
export const useReceivers = (): ReceiversShown => {
  const [list, setList] = useState<ReceiverList>()
  const refresh = useCallback(async () => {
    const found = await getJson<ReceiverList>(`/api/receivers?lang=${language}`)
    if (found) setList(found)
  }, [])
  useEffect(() => { void refresh() }, [refresh])
  return { list, refresh }
}
