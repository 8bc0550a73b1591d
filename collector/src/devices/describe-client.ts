import type { ClientStatus, LogLineView } from '@mimamori/contract'
import type { MomentOptions } from '@mimamori/contract/moment'
import type { Verdict } from './freshness/freshness.ts'
import type { LogLine } from '../logs/log-store.ts'
import type { Contact } from './connection/presence.ts'
import type { Device } from './registry/device.ts'
import { sayReason, sayWarning } from '../text/say-status.ts'
import type { DeviceUpdate, DeviceUpdates } from '../updates/updates.ts'
import type { Vitals } from './key-metrics/vitals.ts'
import type { Facts } from './facts/facts.ts'
import { warningsOf } from './warnings/warnings.ts'

/** What the rooms know of one device at one moment. */
export interface Knowledge {
  readonly device: Device
  readonly contact: Contact | undefined
  readonly verdict: Verdict
  readonly vitals: Vitals | undefined
  readonly facts: Facts
  readonly errorsLast24h: number
  readonly latestLogs: readonly LogLine[]
  readonly updates: DeviceUpdates
}

/** One device as the API and the page show it; live values are null while it is not fresh. */
export const describeClient = (knowledge: Knowledge, options: MomentOptions): ClientStatus => {
  const { device, contact, verdict, facts, updates } = knowledge
  const fresh = verdict.freshness === 'fresh'
  const vitals = fresh ? knowledge.vitals : undefined
  const warnings = warningsOf({ device, contact, vitals, facts, fresh, nowMs: options.nowMs })
  return {
    clientId: device.id,
    hostname: contact?.hostname ?? null,
    ipAddress: contact?.reportedAddress ?? null,
    cpuUsage: percent(vitals?.cpuUsageRatio),
    memoryUsage: percent(vitals?.memoryUsageRatio),
    diskUsage: percent(vitals?.diskUsageRatio),
    temperature: rounded(vitals?.temperatureCelsius),
    lastBoot: instant(lastBootMs(contact, facts)),
    lastSeen: instant(contact?.lastSeenMs),
    stale: verdict.freshness === 'silent',
    latestLogs: knowledge.latestLogs.map(viewLogLine),
    name: device.name ?? null,
    site: device.site,
    role: device.role,
    labels: { ...device.labels },
    address: device.address ?? null,
    state: device.state,
    freshness: verdict.freshness,
    reason: verdict.reason ? { code: verdict.reason.code, text: sayReason(verdict.reason, device, options), at: instant(verdict.reason.atMs) } : null,
    silentAfterSeconds: device.silentAfterSeconds,
    enrolledAt: new Date(device.enrolledAtMs).toISOString(),
    errorsLast24h: knowledge.errorsLast24h,
    update: updates.underWay ? { run: updates.underWay.run, state: 'under_way', since: new Date(updates.underWay.sinceMs).toISOString() } : null,
    lastUpdate: updates.last ? viewUpdate(updates.last) : null,
    releases: { ...facts.releases },
    model: facts.model ?? null,
    os: facts.os ?? null,
    agentVersion: contact?.agentVersion ?? null,
    clockSkewSeconds: contact?.clockSkewSeconds ?? null,
    warnings: warnings.map((warning) => ({ code: warning.code, text: sayWarning(warning, options) }))
  }
}

const viewUpdate = ({ run, outcome, finishedMs, durationSeconds, fromRevision, toRevision }: DeviceUpdate): ClientStatus['lastUpdate'] =>
  ({ run, outcome, at: new Date(finishedMs).toISOString(), durationSeconds, fromRevision: fromRevision ?? null, toRevision: toRevision ?? null })

/** A stored line as the API shows it. */
export const viewLogLine = (line: LogLine): LogLineView => ({
  id: line.id,
  clientId: line.deviceId,
  level: line.level,
  message: line.message,
  timestamp: new Date(line.eventMs).toISOString(),
  receivedAt: new Date(line.receivedMs).toISOString(),
  estimated: line.estimated ?? false,
  ...(line.unit !== undefined && { unit: line.unit }),
  ...(line.context && { context: { ...line.context } }),
  requestId: line.requestId,
  ...(line.runId !== undefined && { run: line.runId })
})

/** The device's own boot time, moved to the server's clock by how far its clock is off. */
const lastBootMs = (contact: Contact | undefined, { bootMs }: Facts): number | undefined =>
  contact?.lastBootMs ?? (bootMs === undefined ? undefined : bootMs - (contact?.clockSkewSeconds ?? 0) * 1000)

const instant = (ms: number | undefined): string | null => ms === undefined ? null : new Date(ms).toISOString()
const rounded = (value: number | undefined): number | null => value === undefined ? null : Math.round(value * 10) / 10
const percent = (ratio: number | undefined): number | null => rounded(ratio === undefined ? undefined : ratio * 100)
