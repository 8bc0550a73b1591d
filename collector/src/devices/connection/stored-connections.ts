import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../platform/clock/clock.ts'
import { readJson } from '../../platform/storage/read-json.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { Registry } from '../registry/registry.ts'
import {
  acknowledged,
  afterMessage,
  type ConnectionState,
  newConnection,
  storedConnection,
  withoutFuture,
  withoutMachine
} from './connection-state.ts'
import { intervalsUntilLate, type Connection, type Connections } from './connection.ts'
import { recordConflict, type ConflictsByBoot } from './identity-conflict.ts'
import { afterEnd, afterScrape, awaitsScrape, gapsOf } from './live-series.ts'

export interface ConnectionsDeps {
  readonly storage: Storage
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** How often devices are asked to report. */
  readonly intervalSeconds: number
  /** Makes a device that was heard active. */
  readonly registry: Pick<Registry, 'markSeen'>
  readonly onFlushFailed: (error: unknown) => void
  /** Called for a device whose stored connection cannot be read, except for last-seen, with the beginning of its text. */
  readonly onUnreadable?: (deviceId: string, beginning: string) => void
  /** With the writer's own 50 ms and an fsync it stays within the second that is promised. */
  readonly flushEveryMs?: number
}

/** Connections that write their changes to the disk by themselves; `close` writes the last ones. */
export interface StoredConnections extends Connections {
  close (): Promise<void>
}

/** The rows made in one go: for a whole fleet that reports at once, more would block the event loop. The writer joins them again. */
const savedInOneTurn = 200

/** Counters as they are on the disk: Prometheus would take one that goes back after a crash for a reset, and count it twice. */
type Committed = Pick<Connection, 'reportsTotal' | 'dropped'>

/** Reads the stored connections, then keeps them in memory and writes changes. */
export const openConnections = async (
  { storage, clock, registry, intervalSeconds, onFlushFailed, onUnreadable, flushEveryMs = 500 }: ConnectionsDeps
): Promise<StoredConnections> => {
  const states = new Map<string, ConnectionState>()
  const heardMonotonicMs = new Map<string, number>()
  const committed = new Map<string, Committed>()
  const dirty = new Set<string>()
  const conflicts: ConflictsByBoot = new Map()
  let flushing: Promise<void> | undefined

  for (const row of await storage.query<{ device_id: string, last_seen_ms: number | null, state: string }>('connections.all', {})) {
    const state = {
      ...newConnection(intervalSeconds),
      ...readJson(row.state, storedConnection, (beginning) => onUnreadable?.(row.device_id, beginning)),
      ...(row.last_seen_ms !== null && { lastSeenMs: row.last_seen_ms })
    }
    states.set(row.device_id, state)
    committed.set(row.device_id, state)
    recordConflict(conflicts, row.device_id, { after: state.conflict })
  }

  // How the collector ended is unknown; it has received nothing since.
  const endedMs = Math.max(...Array.from(states.values(), ({ lastSeenMs = -Infinity }) => lastSeenMs))
  for (const [deviceId, state] of states) {
    const liveSeries = afterEnd(state.liveSeries, endedMs)
    if (liveSeries === state.liveSeries) continue
    states.set(deviceId, { ...state, liveSeries })
    dirty.add(deviceId)
  }

  const intervalMs = intervalSeconds * 1000
  /** By this time every device has had its turn to report to this process. */
  const listeningSinceMs = clock.monotonicMs() + intervalMs
  const stateOf = (deviceId: string): ConnectionState => states.get(deviceId) ?? newConnection(intervalSeconds)

  const change = (deviceId: string, next: (state: ConnectionState) => ConnectionState): void => {
    const before = stateOf(deviceId)
    const after = next(before)
    states.set(deviceId, after)
    recordConflict(conflicts, deviceId, { before: before.conflict, after: after.conflict })
    dirty.add(deviceId)
  }

  const save = async (ids: readonly string[]): Promise<void> => {
    const written = ids.map((id) => ({ id, state: states.get(id)! }))
    const rows = JSON.stringify(written.map(({ id, state }) => ({ id, lastSeenMs: state.lastSeenMs, state: JSON.stringify(state) })))
    try {
      await storage.commit([{ name: 'connections.save', parameters: { rows } }])
    } catch (error) {
      for (const { id } of written) dirty.add(id)
      throw error
    }
    for (const { id, state } of written) committed.set(id, state)
  }

  const write = async (): Promise<void> => {
    const ids = [...dirty]
    dirty.clear()
    const saves: Promise<void>[] = []
    let turn = Promise.resolve()
    for (let from = 0; from < ids.length; from += savedInOneTurn) {
      saves.push(turn.then(async () => save(ids.slice(from, from + savedInOneTurn))))
      turn = turn.then(async () => setImmediate())
    }
    // Waits for all of them, even after one has failed: the caller must find no write in progress.
    const failed = (await Promise.allSettled(saves)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }

  const flush = async (): Promise<void> => {
    // A change during a write is not in it.
    while (flushing !== undefined) await flushing.catch(() => {})
    if (dirty.size === 0) return
    flushing = write().finally(() => { flushing = undefined })
    await flushing
  }

  const timer = setInterval(() => { if (flushing === undefined) flush().catch(onFlushFailed) }, flushEveryMs).unref()

  return {
    get (deviceId) {
      const state = states.get(deviceId)
      if (state === undefined) return undefined
      const { reportsTotal = 0, dropped = {} } = committed.get(deviceId) ?? {}
      const heardMs = heardMonotonicMs.get(deviceId)
      const { goodbye, ...shown } = state
      return {
        ...shown,
        reportsTotal,
        dropped,
        ...goodbye && { shutdownReport: goodbye },
        ...heardMs !== undefined && { quietMs: clock.monotonicMs() - heardMs }
      }
    },
    listeningMs: () => Math.max(0, clock.monotonicMs() - listeningSinceMs),
    seen (message) {
      heardMonotonicMs.set(message.deviceId, clock.monotonicMs() - Math.max(0, clock.nowMs() - message.atMs))
      change(message.deviceId, (state) => afterMessage({ ...state, intervalSeconds }, message))
      const boot = message.envelope?.attemptBoot
      const deviceInConflict = boot && conflicts.get(boot)
      if (deviceInConflict && deviceInConflict !== message.deviceId) change(deviceInConflict, (state) => withoutMachine(state, boot))
      registry.markSeen(message.deviceId)
    },
    refused (deviceId, atMs) { change(deviceId, (state) => ({ ...state, refusedAtMs: atMs })) },
    acknowledgedSequence: (deviceId, stream) => acknowledged(states.get(deviceId), stream),
    heardBoot: (deviceId, boot) => states.get(deviceId)?.boots.find((heard) => heard.boot === boot),
    scraped (deviceId, atMs) {
      const before = states.get(deviceId)
      if (before === undefined) return
      const liveSeries = afterScrape(before.liveSeries, { atMs, intervalMs })
      states.set(deviceId, { ...before, liveSeries })
      // The time of a scrape is written with the next report: after a start, everything counts as scraped until the stop.
      if (liveSeries.gaps !== before.liveSeries.gaps) dirty.add(deviceId)
    },
    gaps: (deviceId, nowMs) => gapsOf(stateOf(deviceId).liveSeries, { atMs: nowMs, intervalMs }),
    awaitsScrape: (deviceId, nowMs) => awaitsScrape(stateOf(deviceId).liveSeries, { atMs: nowMs, intervalMs }),
    restoreLastSeen (deviceId, atMs) { change(deviceId, (state) => ({ ...state, lastSeenMs: Math.max(atMs, state.lastSeenMs ?? atMs) })) },
    async clampTimes (nowMs) {
      for (const [deviceId, state] of states) {
        if (withoutFuture(state, nowMs) === state) continue
        // Late until it reports, if it was heard before this run only: nobody knows when that was.
        const heardMs = heardMonotonicMs.get(deviceId) ?? clock.monotonicMs() - intervalsUntilLate * state.intervalSeconds * 1000 - 1
        if ((state.lastSeenMs ?? 0) > nowMs) heardMonotonicMs.set(deviceId, heardMs)
        change(deviceId, (before) => withoutFuture(before, nowMs, nowMs - (clock.monotonicMs() - heardMs)))
      }
      await flush()
    },
    flush,
    async close () {
      clearInterval(timer)
      await flush()
    }
  }
}
