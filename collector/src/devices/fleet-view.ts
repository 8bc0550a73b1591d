import type { ClientStatus, FleetStatus, Language } from '@mimamori/contract'
import { formatExactMoment } from '@mimamori/contract/moment'
import type { Clock } from '../clock/clock.ts'
import type { ClockDoubt } from '../clock/trust.ts'
import type { FreshnessJudge } from './freshness/freshness.ts'
import { reportGroup, type LiveStore } from '../live/live-store.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Presence } from './connection/presence.ts'
import type { Device } from './registry/device.ts'
import type { Registry } from './registry/registry.ts'
import type { DiskTrouble } from '../storage/errors.ts'
import { sayClockDoubt, sayDiskTrouble } from '../text/say-status.ts'
import type { Updates } from '../updates/updates.ts'
import { currentVitals } from './key-metrics/current-vitals.ts'
import type { VitalsStore } from './key-metrics/vitals.ts'
import { describeClient } from './describe-client.ts'
import { factFamilies, lastingFacts, lastingFamilies, readFacts, type Facts, type LastingFacts } from './facts/facts.ts'
import type { StoredFacts } from './facts/stored-facts.ts'

export interface FleetViewParts {
  readonly registry: Registry
  readonly presence: Presence
  readonly vitals: VitalsStore
  readonly logs: LogStore
  readonly updates: Pick<Updates, 'device'>
  readonly live: LiveStore
  readonly storedFacts: Pick<StoredFacts, 'get' | 'forget'>
  readonly judge: FreshnessJudge
  readonly clock: Clock
  readonly clockDoubt: () => ClockDoubt | undefined
  readonly diskTrouble: () => DiskTrouble | undefined
  /** IANA name of the time zone of a site. */
  readonly timeZoneOf: (site: string) => string
}

/** How a reader wants the fleet told. */
export interface Telling {
  readonly language: Language
  /** How many of each device's newest log lines. */
  readonly logLines: number
}

/** What is known of each device, put together from the rooms that know it. Reads memory only. */
export interface FleetView {
  readonly deviceIds: readonly string[]
  /** Undefined for an id that is not enrolled. */
  client (deviceId: string, telling: Telling): ClientStatus | undefined
  facts (deviceId: string): Facts
  /** Those that stay true while it is quiet, at a fraction of the cost. */
  lastingFacts (deviceId: string): LastingFacts
  /** Everything but the clients. */
  frame (language: Language): Omit<FleetStatus, 'requestId' | 'clients'>
  /** Changes whenever what `client` gives does, and costs a fraction of it. */
  fingerprint (deviceId: string): string
  /** Drops the facts of a device that is no longer expected. */
  forget (deviceId: string): void
}

export const createFleetView = (parts: FleetViewParts): FleetView => {
  const { registry, presence, vitals, logs, updates, live, storedFacts, judge, clock, timeZoneOf } = parts
  const known = new Map<string, { seenMs: number | undefined, facts: Facts }>()

  const factsOf = (deviceId: string): Facts => {
    const seenMs = presence.get(deviceId)?.lastSeenMs
    const last = known.get(deviceId)
    if (last && last.seenMs === seenMs) return last.facts
    const facts = readFacts(live.samples({ deviceId, key: reportGroup }, factFamilies), last?.facts ?? storedFacts.get(deviceId))
    known.set(deviceId, { seenMs, facts })
    return facts
  }

  const sites = (): FleetStatus['sites'] =>
    [...new Set(registry.all().map(({ site }) => site))].sort().map((site) => ({ site, timeZone: timeZoneOf(site) }))

  return {
    get deviceIds () { return registry.all().map(({ id }) => id) },
    facts: factsOf,
    lastingFacts: (deviceId) => lastingFacts(readFacts(live.samples({ deviceId, key: reportGroup }, lastingFamilies), known.get(deviceId)?.facts ?? storedFacts.get(deviceId))),
    client (deviceId, { language, logLines }) {
      const device = registry.get(deviceId)
      if (!device) return undefined
      const nowMs = clock.nowMs()
      const contact = presence.get(deviceId)
      return describeClient({
        device,
        contact,
        verdict: judge.of(deviceId),
        vitals: currentVitals(vitals.latest(deviceId), { contact, nowMs }),
        facts: factsOf(deviceId),
        errorsLast24h: logs.errorsLast24h(deviceId, nowMs),
        latestLogs: logLines === 0 ? [] : logs.latest(deviceId, logLines),
        updates: updates.device(deviceId)
      }, { language, nowMs, timeZone: timeZoneOf(device.site) })
    },
    frame (language) {
      const nowMs = clock.nowMs()
      const doubt = parts.clockDoubt()
      const trouble = parts.diskTrouble()
      const options = { language, nowMs, timeZone: timeZoneOf('') }
      return {
        serverTime: new Date(nowMs).toISOString(),
        clock: { trusted: doubt === undefined, text: doubt === undefined ? null : sayClockDoubt(doubt, { ...options, exactNow: formatExactMoment(nowMs, options) }) },
        storage: { writable: trouble === undefined, text: trouble === undefined ? null : sayDiskTrouble(trouble, language) },
        sites: sites()
      }
    },
    fingerprint (deviceId) {
      const device = registry.get(deviceId)
      if (!device) return ''
      const contact = presence.get(deviceId)
      const { freshness, reason, certain } = judge.of(deviceId)
      const { underWay, last } = updates.device(deviceId)
      return [
        registeredMark(device), freshness, certain, reason?.code, reason?.atMs, contact?.lastSeenMs, contact?.conflictAtMs, vitals.latest(deviceId)?.atMs,
        logs.errorsLast24h(deviceId, clock.nowMs()), underWay?.run, last?.run, last?.finishedMs
      ].join(' ')
    },
    forget (deviceId) {
      known.delete(deviceId)
      storedFacts.forget(deviceId)
    }
  }
}

// A change of a device makes a new object; numbering them tells one from the next without comparing all fields.
let marks = 0
const registered = new WeakMap<Device, number>()
const registeredMark = (device: Device): number => {
  let mark = registered.get(device)
  if (mark === undefined) registered.set(device, mark = ++marks)
  return mark
}
