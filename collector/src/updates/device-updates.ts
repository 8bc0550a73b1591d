import { agentRelease, type HostFinished, type HostOutcome, isSuccess } from '@mimamori/contract'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import { nextUpdates, pastUpdate, type RunReceipt, type StoredUpdate, type StoredUpdates } from './release-update.ts'
import type { DeviceUpdate, DeviceUpdates } from '../devices/snapshot/device-updates.ts'

/**
 * The updates to show of a device's releases: a failure of one of its applications takes precedence over a later success of another; the
 * agent's is separate.
 */
export const lastUpdates = (updates: Iterable<DeviceUpdate>): Omit<DeviceUpdates, 'underWay'> => {
  const all = [...updates].sort((a, b) => a.release < b.release ? -1 : 1)
  const agent = all.find(({ release }) => release === agentRelease)
  const last = all
    .filter((update) => update !== agent)
    .sort((a, b) => Number(isSuccess(a.outcome)) - Number(isSuccess(b.outcome)) || b.finishedMs - a.finishedMs)[0]
  return { all, ...last && { last }, ...agent && { agent } }
}

type OutcomeRow = Readonly<{
  device_id: string
  release: string
  run: string
  run_received_ms: number
  attempt: number
  outcome: string
  finished_ms: number
  duration_seconds: number
  from_revision: string | null
  to_revision: string | null
  last_success_ms: number | null
  earlier_success_ms: number | null
  was_declared: number
}>

/** Each device's updates, without a query; they outlive the runs. */
export interface DeviceTable {
  get (deviceId: string): DeviceUpdates
  stored (deviceId: string): StoredUpdates
  /** The updates of a device after an outcome. */
  next (deviceId: string, run: RunReceipt, ended: HostFinished, before?: StoredUpdates): StoredUpdates
  put (deviceId: string, updates: StoredUpdates): void
  setUnderWay (deviceId: string, underWay: { readonly run: string, readonly sinceMs: number }): void
  clearUnderWay (deviceId: string, run: string): void
  clearRun (run: string): void
  /** Moves times after this one to it. */
  clampTimes (nowMs: number): void
}

const toUpdate = (row: OutcomeRow): StoredUpdate => ({
  release: row.release,
  run: row.run,
  runReceivedMs: row.run_received_ms,
  attempt: row.attempt,
  outcome: row.outcome as HostOutcome,
  finishedMs: row.finished_ms,
  durationSeconds: row.duration_seconds,
  ...row.from_revision !== null && { fromRevision: row.from_revision },
  ...row.to_revision !== null && { toRevision: row.to_revision },
  ...row.last_success_ms !== null && { lastSuccessMs: row.last_success_ms },
  ...row.earlier_success_ms !== null && { earlierSuccessMs: row.earlier_success_ms },
  ...row.was_declared === 1 && { wasDeclared: true }
})

/** Stores the updates of some devices after outcomes. */
export const putDevices = (devices: ReadonlyMap<string, StoredUpdates>): readonly Statement[] => [
  { name: 'updates.removeOutcomes', parameters: { devices: JSON.stringify([...devices.keys()]) } },
  {
    name: 'updates.putOutcomes',
    parameters: {
      outcomes: JSON.stringify([...devices].flatMap(([device, updates]) => [...updates.values()].map((update) => ({ device, ...update }))))
    }
  }
]

const nothing: StoredUpdates = new Map()

export const loadDeviceTable = async (storage: Storage): Promise<DeviceTable> => {
  const stored = new Map<string, StoredUpdates>()
  const shown = new Map<string, Omit<DeviceUpdates, 'underWay'>>()
  const underWay = new Map<string, { readonly run: string, readonly sinceMs: number }>()
  const put = (deviceId: string, updates: StoredUpdates): void => {
    stored.set(deviceId, updates)
    shown.set(deviceId, lastUpdates(updates.values()))
  }
  const rows = Map.groupBy(await storage.query<OutcomeRow>('updates.outcomes', {}), (row) => row.device_id)
  for (const [deviceId, ofDevice] of rows) put(deviceId, new Map(ofDevice.map((row) => [row.release, toUpdate(row)])))
  for (const row of await storage.query<{ run: string, host: string, started_ms: number }>('updates.underWay', {})) {
    underWay.set(row.host, { run: row.run, sinceMs: row.started_ms })
  }
  return {
    get (deviceId) {
      const at = underWay.get(deviceId)
      return { ...at && { underWay: at }, ...shown.get(deviceId) }
    },
    stored: (deviceId) => stored.get(deviceId) ?? nothing,
    next: (deviceId, run, ended, before = stored.get(deviceId) ?? nothing) => nextUpdates(before, run, ended),
    put,
    setUnderWay (deviceId, at) { underWay.set(deviceId, at) },
    clearUnderWay (deviceId, run) { if (underWay.get(deviceId)?.run === run) underWay.delete(deviceId) },
    clearRun (run) { for (const [id, at] of underWay) if (at.run === run) underWay.delete(id) },
    clampTimes (nowMs) {
      for (const [id, updates] of stored) put(id, new Map([...updates].map(([release, update]) => [release, pastUpdate(update, nowMs)])))
      for (const [id, at] of underWay) underWay.set(id, { ...at, sinceMs: Math.min(at.sinceMs, nowMs) })
    }
  }
}
