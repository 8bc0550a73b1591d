import { isSuccess, type HostOutcome } from '@mimamori/contract'
import type { Statement, Storage } from '../storage/storage.ts'
import type { HostProgress } from './host-progress.ts'
import type { DeviceUpdate, DeviceUpdates } from './updates.ts'

type DeviceRow = Readonly<{
  device_id: string
  run: string
  outcome: string
  finished_ms: number
  duration_seconds: number
  from_revision: string | null
  to_revision: string | null
  last_success_ms: number | null
}>

/** What is known of each device's updates without a query; it outlives the runs. */
export interface DeviceTable {
  get (deviceId: string): DeviceUpdates
  /** What an outcome makes of a device; an older one makes nothing of it but, maybe, a later success. */
  next (deviceId: string, run: string, progress: HostProgress, before?: DeviceUpdate): DeviceUpdate
  put (deviceId: string, update: DeviceUpdate): void
  setUnderWay (deviceId: string, underWay: { readonly run: string, readonly sinceMs: number }): void
  clearUnderWay (deviceId: string, run: string): void
  clearRun (run: string): void
}

const toUpdate = (row: DeviceRow): DeviceUpdate => ({
  run: row.run,
  outcome: row.outcome as DeviceUpdate['outcome'],
  finishedMs: row.finished_ms,
  durationSeconds: row.duration_seconds,
  ...row.from_revision !== null && { fromRevision: row.from_revision },
  ...row.to_revision !== null && { toRevision: row.to_revision },
  ...row.last_success_ms !== null && { lastSuccessMs: row.last_success_ms }
})

/** Stores what outcomes have made of some devices. */
export const putDevices = (devices: ReadonlyMap<string, DeviceUpdate>): Statement =>
  ({ name: 'updates.putDevices', parameters: { devices: JSON.stringify([...devices].map(([device, update]) => ({ device, ...update }))) } })

const nextUpdate = (run: string, progress: HostProgress, before: DeviceUpdate | undefined): DeviceUpdate => {
  const { status, finishedMs = 0, durationSeconds = 0, fromRevision, toRevision } = progress
  // A success that a failure of the same attempt has overruled was none; what was before it is not kept.
  const earlier = before?.run === run && before.lastSuccessMs === before.finishedMs ? undefined : before?.lastSuccessMs
  const success = isSuccess(status as HostOutcome) ? Math.max(finishedMs, before?.lastSuccessMs ?? 0) : earlier
  const lastSuccess = success !== undefined && { lastSuccessMs: success }
  // Within a run only a later attempt comes here; between runs their time decides.
  if (before && before.run !== run && before.finishedMs > finishedMs) return { ...before, ...lastSuccess }
  return {
    run,
    outcome: status as DeviceUpdate['outcome'],
    finishedMs,
    durationSeconds,
    ...fromRevision !== undefined && { fromRevision },
    ...toRevision !== undefined && { toRevision },
    ...lastSuccess
  }
}

export const loadDeviceTable = async (storage: Storage): Promise<DeviceTable> => {
  const last = new Map<string, DeviceUpdate>()
  const underWay = new Map<string, { readonly run: string, readonly sinceMs: number }>()
  for (const row of await storage.query<DeviceRow>('updates.devices', {})) last.set(row.device_id, toUpdate(row))
  for (const row of await storage.query<{ run: string, host: string, started_ms: number }>('updates.underWay', {})) underWay.set(row.host, { run: row.run, sinceMs: row.started_ms })
  return {
    get (deviceId) {
      const [at, of] = [underWay.get(deviceId), last.get(deviceId)]
      return { ...at && { underWay: at }, ...of && { last: of } }
    },
    next: (deviceId, run, progress, before = last.get(deviceId)) => nextUpdate(run, progress, before),
    put (deviceId, update) { last.set(deviceId, update) },
    setUnderWay (deviceId, at) { underWay.set(deviceId, at) },
    clearUnderWay (deviceId, run) { if (underWay.get(deviceId)?.run === run) underWay.delete(deviceId) },
    clearRun (run) { for (const [id, at] of underWay) if (at.run === run) underWay.delete(id) }
  }
}
