import type { Rejected, StatusReport } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'
import { cleanText } from '../logs/intake/log-context.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { IngestMetrics } from './ingest-metrics.ts'
import type { Connections } from '../devices/connection/connection.ts'
import { statusKeyMetrics } from '../devices/key-metrics/status-key-metrics.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import { entryLines } from './accept-logs.ts'
import { readEntries } from './read-entries.ts'

/** A status whose log lines are still unchecked. */
export type UnreadStatus = Omit<StatusReport, 'logs'> & { readonly logs?: readonly unknown[] | undefined }

interface Deps {
  readonly logs: LogStore
  readonly connections: Connections
  readonly keyMetrics: KeyMetricsStore
  readonly clock: Clock
  readonly metrics: IngestMetrics
}

/** When the device started, by the server's clock: from its uptime, which needs no right clock, else from its own account. */
const lastBootMs = ({ uptimeSeconds, lastBoot }: UnreadStatus, nowMs: number): number | undefined =>
  typeof uptimeSeconds === 'number' ? nowMs - uptimeSeconds * 1000 : typeof lastBoot === 'string' ? Date.parse(lastBoot) : undefined

/** Takes a status report; its log lines are on the disk when this resolves. Gives how many were stored, and which were left out. */
export const createStatusAcceptor =
  ({ logs, connections, keyMetrics, clock, metrics }: Deps) =>
    async ({
      deviceId,
      requestId,
      status
    }: {
      readonly deviceId: string
      readonly requestId: string
      readonly status: UnreadStatus
    }): Promise<{ readonly stored: number, readonly rejected: Rejected }> => {
      const receivedMs = clock.nowMs()
      const { entries, rejected } = readEntries(status.logs ?? [])
      const { stored } = await logs.append(deviceId, entryLines(entries, receivedMs), { receivedMs, requestId })
      const bootMs = lastBootMs(status, receivedMs)
      keyMetrics.record(deviceId, statusKeyMetrics(status, receivedMs))
      connections.seen({
        deviceId,
        atMs: receivedMs,
        hostname: cleanText(status.hostname, 253),
        address: cleanText(status.ipAddress, 64),
        isReport: true,
        ...(bootMs !== undefined && { lastBootMs: bootMs })
      })
      metrics.accepted('status')
      for (const { count } of rejected) metrics.linesLeftOut(count)
      return { stored, rejected }
    }
