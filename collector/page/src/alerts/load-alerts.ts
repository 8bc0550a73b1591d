import type { AlertList, AlertState, AlertView } from '@mimamori/contract'
import { getJson } from '../server/index.ts'

/** Which alerts; all devices, sites and names where those are undefined. */
export interface AlertFilter {
  readonly state: AlertState
  readonly device: string | undefined
  readonly site: string | undefined
  readonly name: string | undefined
}

/** Alerts, and where older ones go on. */
export interface AlertPart {
  readonly alerts: readonly AlertView[]
  readonly cursor: string | undefined
}

/** The server's maximum. */
const atOnce = 200
/** All that fire are needed, since the worst stands first; more than this nobody reads. */
const mostFiring = 2000

const loadPart = async (filter: AlertFilter, cursor: string | undefined): Promise<AlertPart | undefined> => {
  const query = new URLSearchParams(Object.entries({
    ...filter,
    limit: String(atOnce),
    cursor
  }).filter((pair): pair is [string, string] => pair[1] !== undefined))
  const list = await getJson<AlertList>(`/api/alerts?${query}`)
  return list && { alerts: list.alerts, cursor: list.nextCursor }
}

/** All that fire, or of those that ended the newest from the cursor on; undefined where the server does not answer. */
export const loadAlerts = async (filter: AlertFilter, from?: string): Promise<AlertPart | undefined> => {
  let part = await loadPart(filter, from)
  while (filter.state === 'firing' && part?.cursor !== undefined && part.alerts.length < mostFiring) {
    const next: AlertPart | undefined = await loadPart(filter, part.cursor)
    part = next && { alerts: [...part.alerts, ...next.alerts], cursor: next.cursor }
  }
  return part
}
