import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { maxHostsOfRun, type HostItem, type UpdateStart } from '@mimamori/contract'
import type { Clock } from '../clock/clock.ts'
import type { LogStore } from '../logs/log-store.ts'
import { inTurns } from '../storage/in-turn.ts'
import type { Statement, Storage } from '../storage/storage.ts'
import { loadDeviceTable } from './device-updates.ts'
import { storeItems } from './store-items.ts'
import { createRunReader } from './run-reader.ts'
import { countStatement, loadUpdateCounts } from './update-counts.ts'
import { loadQueueTable } from './update-queue.ts'
import { toCounts, type CountRow, type HostStatus, type RunRow } from './update-rows.ts'
import { RunConflictError, RunTooLargeError, UnknownRunError, type RunListener, type ExplainedOutcome, type Updates } from './updates.ts'
import { evaluateOutcome, namedHosts, type Proof } from './run-outcome.ts'

export interface UpdatesParts {
  readonly storage: Storage
  readonly logs: Pick<LogStore, 'prepare'>
  readonly clock: Clock
  readonly isEnrolled: (host: string) => boolean
}

/** Items that are committed together: as many as leave the event loop and the writer free for reports in between. */
const atOnce = 100

/** Tells a start that was here before from another with the same id. */
const startHash = ({ run, origin, startedAt, playbook, release = '', revision = '', by = '', hosts }: UpdateStart): string =>
  createHash('sha256').update(JSON.stringify([run, origin, Date.parse(startedAt), playbook, release, revision, by, [...new Set(hosts)].sort()])).digest('hex')

/** Update runs in the embedded database. What is asked at every scrape or glance is in memory, as it is on the disk. */
export const openUpdates = async ({ storage, logs, clock, isEnrolled }: UpdatesParts): Promise<Updates> => {
  const counts = await loadUpdateCounts(storage)
  const devices = await loadDeviceTable(storage)
  const queue = await loadQueueTable({ storage, clock })
  const reader = createRunReader({ storage, isEnrolled })
  const listeners = new Set<RunListener>()
  /** The runs that go on, and when each was last heard of: by the clock that nobody can set. */
  const openRuns = await storage.query<{ run: string, is_update: number }>('updates.openRuns', {})
  const heardMs = new Map(openRuns.map(({ run }) => [run, clock.monotonicMs()]))
  /** Those of them that are updates. */
  const running = new Set(openRuns.filter(({ is_update: isUpdate }) => isUpdate === 1).map(({ run }) => run))

  /** Whatever the sender's clock says. */
  const notLater = (instant: string): number => Math.min(Date.parse(instant), clock.nowMs())

  /** Each change builds on what is stored. */
  const inTurn = inTurns()
  const tell = (run: string, hosts: readonly string[] = []): void => { for (const listener of listeners) listener({ run, hosts }) }

  const stored = async (run: string): Promise<RunRow> => {
    const [row] = await storage.query<RunRow>('updates.run', { run })
    if (!row) throw new UnknownRunError(run)
    return row
  }
  const proofOf = async (run: string): Promise<Proof> => {
    const { total, updated, unchanged } = toCounts(await storage.query<CountRow>('updates.counts', { runs: JSON.stringify([run]) }))
    const examples = await storage.query<{ host: string, status: HostStatus }>('updates.withoutSuccess', { run, limit: namedHosts })
    return { total, withoutSuccess: total - updated - unchanged, examples }
  }
  /** Only updates are counted. */
  const countRun = async (statements: readonly Statement[], { outcome }: ExplainedOutcome, { is_update: isUpdate }: RunRow): Promise<void> => {
    const counted = isUpdate === 1 ? [outcome] : []
    await storage.commit([...statements, countStatement('runs', counted)])
    counts.add('runs', counted)
  }

  /** `presumed`: nobody said so, and a true end may still come. */
  const end = async (run: string, endedMs: number, stated: ExplainedOutcome, presumed: boolean): Promise<ExplainedOutcome> => {
    const evaluated = evaluateOutcome(stated, await proofOf(run))
    await countRun([{
      name: 'updates.end',
      parameters: { run, endedMs, receivedMs: clock.nowMs(), statedOutcome: stated.outcome, statedMessage: stated.message ?? null, presumed: presumed ? 1 : 0, outcome: evaluated.outcome, message: evaluated.message ?? null }
    }], evaluated, await stored(run))
    heardMs.delete(run)
    running.delete(run)
    devices.clearRun(run)
    tell(run)
    return evaluated
  }

  /** Evaluates an ended run again, since what came late may have proved a success or put one in doubt. */
  const settle = async (row: RunRow): Promise<void> => {
    const { run, outcome, message, stated_outcome: stated, stated_message: statedMessage } = row
    const evaluated = evaluateOutcome({ outcome: stated as ExplainedOutcome['outcome'], ...statedMessage !== null && { message: statedMessage } }, await proofOf(run))
    if (evaluated.outcome === outcome && (evaluated.message ?? null) === message) return
    const statement = { name: 'updates.settle', parameters: { run, outcome: evaluated.outcome, message: evaluated.message ?? null } }
    if (evaluated.outcome === outcome) await storage.commit([statement])
    else await countRun([statement], evaluated, row)
    tell(run)
  }

  const store = storeItems({ storage, logs, devices, counts, isEnrolled })
  const requireRoom = async (run: string, items: readonly HostItem[]): Promise<void> => {
    const { total } = toCounts(await storage.query<CountRow>('updates.counts', { runs: JSON.stringify([run]) }))
    const named = new Set(items.map(({ host }) => host))
    if (total + named.size <= maxHostsOfRun) return
    const known = await reader.hostsNamed(run, [...named])
    if (total + named.size - known.length > maxHostsOfRun) throw new RunTooLargeError(`a run has at most ${maxHostsOfRun} hosts, and ${run} has ${total} already`)
  }

  return {
    ...reader,
    start: (start) => inTurn(async () => {
      const hash = startHash(start)
      const [before] = await storage.query<RunRow>('updates.run', { run: start.run })
      if (before) {
        if (before.start_hash !== hash) throw new RunConflictError(`a run ${start.run} was started at ${new Date(before.started_ms).toISOString()} with other hosts, playbook or revision: give the new run an id of its own`)
        return false
      }
      const { run, origin, startedAt, playbook, release = null, revision = null, by = null, hosts } = start
      await storage.commit([
        { name: 'updates.start', parameters: { run, startHash: hash, origin, startedMs: notLater(startedAt), receivedMs: clock.nowMs(), playbook, release, revision, by } },
        { name: 'updates.expectHosts', parameters: { run, hosts: JSON.stringify(hosts) } }
      ])
      heardMs.set(run, clock.monotonicMs())
      if (origin === 'runner') running.add(run)
      tell(run)
      return true
    }),
    report: (run, items, { requestId }) => inTurn(async () => {
      const row = await stored(run)
      await requireRoom(run, items)
      let accepted = 0
      for (let first = 0; first < items.length; first += atOnce) {
        const changed = await store(run, items.slice(first, first + atOnce), { requestId, receivedMs: clock.nowMs(), runReceivedMs: row.start_received_ms, playbook: row.playbook, isOpen: row.ended_ms === null })
        accepted += changed.items
        if (changed.hosts.length > 0) tell(run, changed.hosts)
        await setImmediate()
      }
      if (row.ended_ms === null) {
        heardMs.set(run, clock.monotonicMs())
        if (items.some(({ update }) => update)) running.add(run)
      } else await settle(await stored(run))
      return { accepted, ignored: items.length - accepted }
    }),
    end: (run, { endedAt, outcome, message }) => inTurn(async () => {
      const row = await stored(run)
      if (row.ended_ms !== null && row.presumed === 0) {
        if (row.stated_outcome !== outcome) throw new RunConflictError(`run ${run} has ended as ${row.stated_outcome}; it cannot also end as ${outcome}`)
        return { outcome: row.outcome as ExplainedOutcome['outcome'], ...row.message !== null && { message: row.message } }
      }
      return await end(run, notLater(endedAt), { outcome, ...message !== undefined && { message } }, false)
    }),
    endSilent: (silentMs) => inTurn(async () => {
      const silent = [...heardMs].filter(([, lastMs]) => clock.monotonicMs() - lastMs >= silentMs).map(([run]) => run)
      for (const run of silent) await end(run, clock.nowMs(), { outcome: 'interrupted', message: `nothing was heard of this run for ${Math.round(silentMs / 3_600_000)} hours` }, true)
      return silent
    }),
    remove: (runs) => inTurn(async () => {
      for (const run of runs) await storage.commit([{ name: 'updates.remove', parameters: { run } }])
    }),
    clampTimes: (nowMs) => inTurn(async () => {
      const [found] = await storage.query<{ ahead: number }>('updates.ahead', { now: nowMs })
      if (found!.ahead === 0) return
      await storage.commit(['updates.clampHosts', 'updates.clampRuns', 'updates.clampDevices'].map((name) => ({ name, parameters: { now: nowMs } })))
      devices.clampTimes(nowMs)
    }),
    device: (deviceId) => devices.get(deviceId),
    queue,
    setQueue: (told) => inTurn(() => queue.put(told)),
    totals: counts.totals,
    get running () { return running.size },
    onChange (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    }
  }
}
