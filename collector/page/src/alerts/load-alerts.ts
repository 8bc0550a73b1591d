import type { AlertList, AlertState, AlertView } from '@mimamori/contract'
import { getJson } from '../server/index.ts'

/** The filter of alerts; all devices, sites and names if undefined. */
export interface AlertFilter {
  readonly state: AlertState
  readonly device: string | undefined
  readonly site: string | undefined
  readonly name: string | undefined
}

/** Alerts, and the cursor of older ones. */
export interface AlertPart {
  readonly alerts: readonly AlertView[]
  readonly cursor: string | undefined
}

/** The server's maximum. */
const pageSize = 200
/** All that fire are needed, since the worst comes first; nobody reads more than this. */
const mostFiring = 2000

const loadPart = async (filter: AlertFilter, cursor: string | undefined): Promise<AlertPart | undefined> => {
  const query = new URLSearchParams(Object.entries({
    ...filter,
    limit: String(pageSize),
    cursor
  }).filter((pair): pair is [string, string] => pair[1] !== undefined))
  const list = await getJson<AlertList>(`/api/alerts?${query}`)
  return list && { alerts: list.alerts, cursor: list.nextCursor }
}

/** All that fire, or the newest of the ended ones from the cursor on; undefined if the server does not answer. */
export const loadAlerts = async (filter: AlertFilter, from?: string): Promise<AlertPart | undefined> => {
  let part = await loadPart(filter, from)
  while (filter.state === 'firing' && part?.cursor !== undefined && part.alerts.length < mostFiring) {
    const next: AlertPart | undefined = await loadPart(filter, part.cursor)
    part = next && { alerts: [...part.alerts, ...next.alerts], cursor: next.cursor }
  }
  return part
}
