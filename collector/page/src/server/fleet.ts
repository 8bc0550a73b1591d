import type { AlertingStatus, ClientStatus, FleetChange, FleetStatus } from '@mimamori/contract'

export interface Fleet {
  readonly loaded: boolean
  readonly connected: boolean
  /** Server time minus the browser's clock: ages are counted by the server's. */
  readonly clockOffsetMs: number
  readonly clock: FleetStatus['clock']
  readonly storage: FleetStatus['storage']
  readonly log: FleetStatus['log']
  readonly calendar: FleetStatus['calendar']
  readonly backup: FleetStatus['backup']
  readonly restore: FleetStatus['restore']
  readonly clients: ReadonlyMap<string, ClientStatus>
}

export const unknownFleet: Fleet = {
  loaded: false,
  connected: true,
  clockOffsetMs: 0,
  clock: { trusted: true, text: null },
  storage: { writable: true, text: null },
  log: { text: null },
  calendar: { text: null },
  backup: { text: null },
  restore: { text: null },
  clients: new Map()
}

const frameOf = (status: Omit<FleetStatus, 'requestId' | 'clients'>, browserMs: number) => ({
  loaded: true,
  connected: true,
  clockOffsetMs: Date.parse(status.serverTime) - browserMs,
  clock: status.clock,
  storage: status.storage,
  log: status.log,
  calendar: status.calendar,
  backup: status.backup,
  restore: status.restore
})

/** The first event of a stream, with the whole fleet. */
export const wholeFleet = (status: FleetStatus, browserMs: number): Fleet =>
  ({ ...frameOf(status, browserMs), clients: new Map(status.clients.map((client) => [client.clientId, client])) })

/** Applies a change; clients that did not change stay the same objects: their rows are not drawn again. */
export const changedFleet = (fleet: Fleet, change: FleetChange, browserMs: number): Fleet => {
  const clients = new Map(fleet.clients)
  for (const client of change.clients) clients.set(client.clientId, client)
  for (const id of change.removed) clients.delete(id)
  return { ...frameOf(change, browserMs), clients }
}

/** The props of every page. */
export interface PageProps {
  readonly fleet: Fleet
  readonly alerting: AlertingStatus | undefined
}
