import { isSuccess, type HostFinished, type HostOutcome } from '@mimamori/contract'
import type { Statement, Storage } from '../storage/storage.ts'
import type { DeviceUpdate, DeviceUpdates } from './updates.ts'

type DeviceRow = Readonly<{
  device_id: string
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
}>

/** A run, and when the server heard of its start. */
interface RunReceipt {
  readonly run: string
  readonly runReceivedMs: number
}

/** A device's newest outcome with what a later item is compared with. */
export interface StoredUpdate extends DeviceUpdate, RunReceipt {
  readonly attempt: number
  /** When it had last succeeded before this attempt: what holds again where a failure overrules the attempt's success. */
  readonly earlierSuccessMs?: number
}

/** What is known of each device's updates without a query; it outlives the runs. */
export interface DeviceTable {
  get (deviceId: string): DeviceUpdates
  /** What an outcome makes of a device; one of an older run makes nothing of it but, maybe, a later success. */
  next (deviceId: string, run: RunReceipt, ended: HostFinished, before?: StoredUpdate): StoredUpdate
  put (deviceId: string, update: StoredUpdate): void
  setUnderWay (deviceId: string, underWay: { readonly run: string, readonly sinceMs: number }): void
  clearUnderWay (deviceId: string, run: string): void
  clearRun (run: string): void
  /** Times that lie after this one become it. */
  clampTimes (nowMs: number): void
}

const toUpdate = (row: DeviceRow): StoredUpdate => ({
  run: row.run,
  runReceivedMs: row.run_received_ms,
  attempt: row.attempt,
  outcome: row.outcome as HostOutcome,
  finishedMs: row.finished_ms,
  durationSeconds: row.duration_seconds,
  ...row.from_revision !== null && { fromRevision: row.from_revision },
  ...row.to_revision !== null && { toRevision: row.to_revision },
  ...row.last_success_ms !== null && { lastSuccessMs: row.last_success_ms },
  ...row.earlier_success_ms !== null && { earlierSuccessMs: row.earlier_success_ms }
})

/** Stores what outcomes have made of some devices. */
export const putDevices = (devices: ReadonlyMap<string, StoredUpdate>): Statement =>
  ({ name: 'updates.putDevices', parameters: { devices: JSON.stringify([...devices].map(([device, update]) => ({ device, ...update }))) } })

const latest = (...moments: readonly (number | undefined)[]): number | undefined => {
  const known = moments.filter((moment) => moment !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

const withSuccesses = (update: StoredUpdate, lastSuccessMs: number | undefined, earlierSuccessMs: number | undefined): StoredUpdate =>
  ({ ...update, ...lastSuccessMs !== undefined && { lastSuccessMs }, ...earlierSuccessMs !== undefined && { earlierSuccessMs } })

const nextUpdate = ({ run, runReceivedMs }: RunReceipt, { at, outcome, attempt, durationSeconds, fromRevision, toRevision }: HostFinished, before: StoredUpdate | undefined): StoredUpdate => {
  const finishedMs = Date.parse(at)
  const success = isSuccess(outcome) ? finishedMs : undefined
  // Between runs it decides which the server has heard of later: the clocks of their senders may be wrong.
  if (before && before.run !== run && before.runReceivedMs > runReceivedMs) {
    return withSuccesses(before, latest(before.lastSuccessMs, success), latest(before.earlierSuccessMs, success))
  }
  // Within a run only a later attempt comes here, or what overrules the same attempt: its success was none.
  const overruled = before?.run === run && before.attempt === attempt
  const earlier = overruled ? before.earlierSuccessMs : before?.lastSuccessMs
  const update = {
    run,
    runReceivedMs,
    attempt,
    outcome,
    finishedMs,
    durationSeconds,
    ...fromRevision !== undefined && { fromRevision },
    ...toRevision !== undefined && { toRevision }
  }
  return withSuccesses(update, latest(earlier, success), earlier)
}

const pastUpdate = (update: StoredUpdate, nowMs: number): StoredUpdate => withSuccesses(
  { ...update, finishedMs: Math.min(update.finishedMs, nowMs), runReceivedMs: Math.min(update.runReceivedMs, nowMs) },
  update.lastSuccessMs === undefined ? undefined : Math.min(update.lastSuccessMs, nowMs),
  update.earlierSuccessMs === undefined ? undefined : Math.min(update.earlierSuccessMs, nowMs)
)

export const loadDeviceTable = async (storage: Storage): Promise<DeviceTable> => {
  const last = new Map<string, StoredUpdate>()
  const underWay = new Map<string, { readonly run: string, readonly sinceMs: number }>()
  for (const row of await storage.query<DeviceRow>('updates.devices', {})) last.set(row.device_id, toUpdate(row))
  for (const row of await storage.query<{ run: string, host: string, started_ms: number }>('updates.underWay', {})) underWay.set(row.host, { run: row.run, sinceMs: row.started_ms })
  return {
    get (deviceId) {
      const [at, of] = [underWay.get(deviceId), last.get(deviceId)]
      return { ...at && { underWay: at }, ...of && { last: of } }
    },
    next: (deviceId, run, ended, before = last.get(deviceId)) => nextUpdate(run, ended, before),
    put (deviceId, update) { last.set(deviceId, update) },
    setUnderWay (deviceId, at) { underWay.set(deviceId, at) },
    clearUnderWay (deviceId, run) { if (underWay.get(deviceId)?.run === run) underWay.delete(deviceId) },
    clearRun (run) { for (const [id, at] of underWay) if (at.run === run) underWay.delete(id) },
    clampTimes (nowMs) {
      for (const [id, update] of last) last.set(id, pastUpdate(update, nowMs))
      for (const [id, at] of underWay) underWay.set(id, { ...at, sinceMs: Math.min(at.sinceMs, nowMs) })
    }
  }
}
