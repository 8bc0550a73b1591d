import type { DeviceDetails } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { logInAndReturn } from '../../server/index.ts'
import { readerQuery } from '../../text/index.ts'

/** Undefined while loading; `missing` if there is no such device. */
export type Details = DeviceDetails | 'missing' | undefined

/** Asks again whenever `mark` changes: the device has reported. */
export const useDetails = (id: string, mark: string | null): Details => {
  const [details, setDetails] = useState<Details>(undefined)
  useEffect(() => {
    const abort = new AbortController()
    const load = async () => {
      const answer = await fetch(`/admin/data/devices/${encodeURIComponent(id)}?${readerQuery()}`, { signal: abort.signal })
      if (answer.status === 401) logInAndReturn()
      else if (answer.status === 404) setDetails('missing')
      else if (answer.ok) setDetails(await answer.json() as DeviceDetails)
    }
    // The next report asks again; the banner says that the connection is lost.
    load().catch(() => undefined)
    return () => abort.abort()
  }, [id, mark])
  return details
}
