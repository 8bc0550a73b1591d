import { setImmediate } from 'node:timers/promises'
import { installs, maxHostsOfRun, type HostItem } from '@mimamori/contract'
import { inTurns } from '@mimamori/program/in-turns'
import type { Clock } from '../platform/clock/clock.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Storage } from '../platform/storage/storage.ts'
import { loadDeviceTable, putDevices } from './device-updates.ts'
import { createGoneReleases } from './gone-releases.ts'
import { loadOpenRuns } from './open-runs.ts'
import { createRunReader } from './run-reader.ts'
import type { StoredUpdates } from './release-update.ts'
import { storeEnd, type StatedEnd } from './store-end.ts'
import { storeItems } from './store-items.ts'
import { storeStart } from './store-start.ts'
import { loadUpdateCounts } from './update-counts.ts'
import { loadQueueTable } from './update-queue.ts'
import { toCounts, type CountRow, type RunRow } from './update-rows.ts'
import { RunConflictError, RunTooLargeError, UnknownRunError, type RunListener, type ExplainedOutcome, type Updates } from './updates.ts'

export interface UpdatesDeps {
  readonly storage: Storage
  readonly logs: Pick<LogStore, 'prepare'>
  readonly clock: Clock
  readonly isEnrolled: (host: string) => boolean
}

/** Items that are committed together: as many as leave the event loop and the writer free for reports in between. */
const batchSize = 100

/** Update runs in the embedded database. Answers for every scrape or glance are in memory, as on the disk. */
export const openUpdates = async ({ storage, logs, clock, isEnrolled }: UpdatesDeps): Promise<Updates> => {
  const counts = await loadUpdateCounts(storage)
  const devices = await loadDeviceTable(storage)
  const queue = await loadQueueTable({ storage, clock })
  const open = await loadOpenRuns({ storage, clock })
  const reader = createRunReader({ storage, isEnrolled })
  const start = storeStart({ storage, clock })
  const store = storeItems({ storage, logs, devices, counts, isEnrolled })
  const ends = storeEnd({ storage, clock, counts })

  const gone = createGoneReleases()

  /** Each change builds on the stored state. */
  const inTurn = inTurns()
  const listeners = new Set<RunListener>()
  const notify = (run: string, hosts: readonly string[] = []): void => { for (const listener of listeners) listener({ run, hosts }) }

  const stored = async (run: string): Promise<RunRow> => {
    const [row] = await storage.query<RunRow>('updates.run', { run })
    if (!row) throw new UnknownRunError(run)
    return row
  }
  const end = async (row: RunRow, stated: StatedEnd): Promise<ExplainedOutcome> => {
    const evaluated = await ends.end(row, stated)
    open.ended(row.run)
    devices.clearRun(row.run)
    notify(row.run)
    return evaluated
  }
  const requireWithinLimit = async (run: string, items: readonly HostItem[]): Promise<void> => {
    const { total } = toCounts(await storage.query<CountRow>('updates.counts', { runs: JSON.stringify([run]) }))
    const named = new Set(items.map(({ host }) => host))
    if (total + named.size <= maxHostsOfRun) return
    const known = await reader.hostsNamed(run, [...named])
    if (total + named.size - known.length > maxHostsOfRun) {
      throw new RunTooLargeError(`a run has at most ${maxHostsOfRun} hosts, and ${run} has ${total} already`)
    }
  }

  return {
    ...reader,
    start: (started) => inTurn(async () => {
      const isNew = await start(started)
      if (isNew) {
        open.heard(started.run, { isUpdate: started.origin === 'runner' && installs(started.action ?? 'update') })
        notify(started.run)
      }
      return isNew
    }),
    report: (run, items, { requestId }) => inTurn(async () => {
      const row = await stored(run)
      await requireWithinLimit(run, items)
      let accepted = 0
      for (let first = 0; first < items.length; first += batchSize) {
        const changed = await store(run, items.slice(first, first + batchSize), {
          requestId,
          receivedMs: clock.nowMs(),
          runReceivedMs: row.start_received_ms,
          release: row.release,
          playbook: row.playbook,
          isOpen: row.ended_ms === null
        })
        accepted += changed.items
        if (changed.hosts.length > 0) notify(run, changed.hosts)
        await setImmediate()
      }
      if (row.ended_ms === null) open.heard(run, { isUpdate: items.some(({ update }) => update) })
      else if (await ends.settle(await stored(run))) notify(run)
      return { accepted, ignored: items.length - accepted }
    }),
    end: (run, { endedAt, outcome, message }) => inTurn(async () => {
      const row = await stored(run)
      if (row.ended_ms !== null && row.presumed === 0) {
        if (row.stated_outcome !== outcome) {
          throw new RunConflictError(`run ${run} has ended as ${row.stated_outcome}; it cannot also end as ${outcome}`)
        }
        return { outcome: row.outcome as ExplainedOutcome['outcome'], ...row.message !== null && { message: row.message } }
      }
      // Never later than now, by whatever clock the sender has.
      const endedMs = Math.min(Date.parse(endedAt), clock.nowMs())
      return await end(row, { endedMs, stated: { outcome, ...message !== undefined && { message } }, presumed: false })
    }),
    endSilent: (silentMs) => inTurn(async () => {
      const silent = open.silentFor(silentMs)
      const message = `nothing was heard of this run for ${Math.round(silentMs / 3_600_000)} hours`
      for (const run of silent) {
        await end(await stored(run), { endedMs: clock.nowMs(), stated: { outcome: 'interrupted', message }, presumed: true })
      }
      return silent
    }),
    remove: (runs) => inTurn(async () => {
      for (const run of runs) await storage.commit([{ name: 'updates.remove', parameters: { run } }])
    }),
    clampTimes: (nowMs) => inTurn(async () => {
      const [found] = await storage.query<{ ahead: number }>('updates.ahead', { now: nowMs })
      if (found!.ahead === 0) return
      await storage.commit(
        ['updates.clampHosts', 'updates.clampRuns', 'updates.clampOutcomes'].map((name) => ({ name, parameters: { now: nowMs } }))
      )
      devices.clampTimes(nowMs)
    }),
    settleDeclared: (declared) => inTurn(async () => {
      const changed = new Map<string, StoredUpdates>()
      // While a device is updated, its declarations change.
      const known = declared.filter(({ deviceId }) => devices.get(deviceId).underWay === undefined)
      gone.keepOnly(new Set(known.map(({ deviceId }) => deviceId)))
      for (const reported of known) {
        const stored = devices.stored(reported.deviceId)
        const settled = gone.settle(stored, reported, clock.monotonicMs())
        if (settled !== stored) changed.set(reported.deviceId, settled)
      }
      if (changed.size === 0) return []
      const forgotten = [...changed].map(([deviceId, settled]) =>
        ({ deviceId, releases: [...devices.stored(deviceId).keys()].filter((release) => !settled.has(release)) }))
      await storage.commit(putDevices(changed))
      for (const [deviceId, settled] of changed) devices.put(deviceId, settled)
      return forgotten.filter(({ releases }) => releases.length > 0)
    }),
    device: (deviceId) => devices.get(deviceId),
    queue,
    setQueue: (reported) => inTurn(() => queue.put(reported)),
    totals: counts.totals,
    get running () { return open.updates },
    onChange (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    }
  }
}
