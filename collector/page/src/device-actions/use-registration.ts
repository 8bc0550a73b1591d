import type { DeviceView } from '@mimamori/contract'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { getJson } from '../server/index.ts'

export interface Registration {
  readonly view: DeviceView | undefined
  /** Takes the server's answer to a change. */
  readonly take: (changed: DeviceView) => void
  /** Asks again at once. */
  readonly refresh: () => void
}

/** A registered device, with its keys; asks again whenever `mark` differs. */
export const useRegistration = (id: string, mark: unknown): Registration => {
  const [view, setView] = useState<DeviceView>()
  /** An answer to an older question does not count after a change. */
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
