import type { ClientStatus, LastUpdate } from '@mimamori/contract'
import type { TimeOptions } from '@mimamori/contract/format-time'
import { lastHeardMs } from '../connection/connection.ts'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'
import { formatReason, formatWarning } from './format-status.ts'
import type { DeviceUpdate } from '../snapshot/device-updates.ts'
import { viewLogLine } from '../snapshot/view-log-line.ts'
import { lastBootMs } from './last-boot.ts'
import { percent } from './percent.ts'

export interface ClientStatusOptions extends Omit<TimeOptions, 'nowMs'> {
  /** Whether it includes the newest log lines. */
  readonly withLogs: boolean
}

/** One device as the API and the page show it, with sentences in the reader's language; live values are null while it is not fresh. */
export const viewClientStatus = (snapshot: DeviceSnapshot, { withLogs, ...reading }: ClientStatusOptions): ClientStatus => {
  const { nowMs, device, limits, connection, status, keyMetrics, facts, updates } = snapshot
  const timeOptions = { ...reading, nowMs }
  return {
    clientId: device.id,
    hostname: connection?.hostname ?? null,
    ipAddress: connection?.reportedAddress ?? null,
    cpuUsage: percent(keyMetrics?.cpuUsageRatio),
    memoryUsage: percent(keyMetrics?.memoryUsageRatio),
    diskUsage: percent(keyMetrics?.diskUsageRatio),
    temperature: rounded(keyMetrics?.temperatureCelsius),
    lastBoot: isoTime(lastBootMs(snapshot)),
    lastSeen: isoTime(lastHeardMs(connection, nowMs)),
    stale: status.freshness === 'silent',
    latestLogs: withLogs ? snapshot.latestLogs.map(viewLogLine) : [],
    name: device.name ?? null,
    site: device.site,
    role: device.role,
    labels: { ...device.labels },
    address: device.address ?? null,
    state: device.state,
    freshness: status.freshness,
    down: status.down === true,
    reason: status.reason
      ? { code: status.reason.code, text: formatReason(status.reason, device, timeOptions), at: isoTime(status.reason.atMs) }
      : null,
    silentAfterSeconds: limits.silentAfterSeconds,
    downAfterSeconds: limits.downAfterSeconds,
    downSeverity: limits.downSeverity,
    scraped: device.scrapeUrl !== undefined,
    enrolledAt: new Date(device.enrolledAtMs).toISOString(),
    errorsLast24h: snapshot.errorsLast24h,
    update: updates.underWay
      ? { run: updates.underWay.run, state: 'under_way', since: new Date(updates.underWay.sinceMs).toISOString() }
      : null,
    lastUpdate: updates.last ? viewUpdate(updates.last) : null,
    lastAgentUpdate: updates.agent ? viewUpdate(updates.agent) : null,
    releases: { ...facts.releases },
    model: facts.model ?? null,
    os: facts.os ?? null,
    agentVersion: connection?.agentVersion ?? null,
    clockSkewSeconds: connection?.clockSkewSeconds ?? null,
    warnings: snapshot.warnings.map((warning) => ({ code: warning.code, text: formatWarning(warning, timeOptions) }))
  }
}

/** An update as the API shows it. */
export const viewUpdate = ({ run, release, outcome, finishedMs, durationSeconds, fromRevision, toRevision }: DeviceUpdate): LastUpdate => ({
  run,
  release: release || null,
  outcome,
  at: new Date(finishedMs).toISOString(),
  durationSeconds,
  fromRevision: fromRevision ?? null,
  toRevision: toRevision ?? null
})

const isoTime = (ms: number | undefined): string | null => ms === undefined ? null : new Date(ms).toISOString()
const rounded = (value: number | undefined): number | null => value === undefined ? null : Math.round(value * 10) / 10
