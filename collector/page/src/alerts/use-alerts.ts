import type { AlertView } from '@mimamori/contract'
import { useCallback, useRef, useState } from 'preact/hooks'
import { usePolling } from '../server/index.ts'
import { loadAlerts, type AlertFilter, type AlertPart } from './load-alerts.ts'

export interface AlertsShown {
  readonly alerts: readonly AlertView[] | undefined
  readonly older: (() => void) | undefined
  readonly refresh: () => void
}

/** The alerts of a filter, polled; once older ones were asked for, the list stays unchanged until it is refreshed. */
export const useAlerts = ({ state, device, site, name }: AlertFilter): AlertsShown => {
  const [part, setPart] = useState<AlertPart>()
  const isExtended = useRef(false)
  /** An answer that another has overtaken is out of date. */
  const newest = useRef(0)

  const load = useCallback(async (from?: string) => {
    newest.current += 1
    const own = newest.current
    const found = await loadAlerts({ state, device, site, name }, from)
    if (!found || own !== newest.current) return
    setPart((before) => from === undefined ? found : { ...found, alerts: [...before?.alerts ?? [], ...found.alerts] })
  }, [state, device, site, name])
  usePolling(useCallback(() => { if (!isExtended.current) void load() }, [load]))

  const cursor = part?.cursor
  return {
    alerts: part?.alerts,
    older: cursor === undefined || state === 'firing'
      ? undefined
      : () => {
          isExtended.current = true
          void load(cursor)
        },
    refresh: () => {
      isExtended.current = false
      void load()
    }
  }
}
