import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { DeviceView } from '@mimamori/contract'
import { getJson } from '../server/get-json.ts'

export interface Registration {
  /** Undefined while loading. */
  readonly view: DeviceView | undefined
  /** Takes what the server answered to a change. */
  readonly take: (changed: DeviceView) => void
  /** Asks again at once. */
  readonly refresh: () => void
}

/** A device as it is registered, with its keys; asks again whenever `mark` is another. */
export const useRegistration = (id: string, mark: unknown): Registration => {
  const [view, setView] = useState<DeviceView>()
  /** What was asked before a change is older than its answer. */
  const turn = useRef(0)
  const load = useCallback(async () => {
    turn.current += 1
    const own = turn.current
    const found = await getJson<{ readonly client: DeviceView }>(`/api/clients/${encodeURIComponent(id)}`)
    if (found && own === turn.current) setView(found.client)
  }, [id])
  useEffect(() => { void load() }, [load, mark])
  return {
    view,
    take: (changed) => {
      turn.current += 1
      setView(changed)
    },
    refresh: () => void load()
  }
}
