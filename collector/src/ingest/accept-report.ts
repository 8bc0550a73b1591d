import type { Clock } from '../clock/clock.ts'
import type { LiveSample } from '../live/live-sample.ts'
import { longExpositionBytes, reportGroup, type LiveStore } from '../live/live-store.ts'
import type { IngestMetrics } from '../metrics/own/ingest-metrics.ts'
import { intervalsUntilLate, type Connections } from '../devices/connection/connection.ts'
import { nodeKeyMetrics, keyMetricFamilies } from '../devices/key-metrics/node-key-metrics.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'

interface Parts {
  readonly live: LiveStore
  readonly connections: Connections
  readonly keyMetrics: KeyMetricsStore
  readonly clock: Clock
  readonly metrics: IngestMetrics
  readonly intervalSeconds: number
}

/** One list for all reports: the store knows it again. */
const readFamilies = [...keyMetricFamilies, 'node_uname_info']

const hostnameOf = (samples: readonly LiveSample[]): string | undefined =>
  samples.find(({ name }) => name === 'node_uname_info')?.labels['nodename']

/** Does what is of one device one after the other, each after the one before has ended or failed: a long report is read in slices. */
const inTurnsByDevice = (): ((deviceId: string, work: () => Promise<BatchResult>) => Promise<BatchResult>) => {
  const last = new Map<string, Promise<unknown>>()
  return (deviceId, work) => {
    const before = last.get(deviceId)
    const turn = before === undefined ? work() : before.then(work)
    const ended = turn.catch(() => undefined).finally(() => { if (last.get(deviceId) === ended) last.delete(deviceId) })
    last.set(deviceId, ended)
    return turn
  }
}

/**
 * Takes a device's exposition: its series take the place of the last ones, the key metrics are derived, and the device was
 * seen; one message of a device after the other. An exposition that is refused changes nothing of that (note-refusal.ts). @throws {ExpositionRefusedError}
 */
export const createReportAcceptor = ({ live, connections, keyMetrics, clock, metrics, intervalSeconds }: Parts) => {
  const recordKeyMetrics = (deviceId: string, samples: readonly LiveSample[], { atMs, boot }: { readonly atMs: number, readonly boot: string }): void => {
    const { keyMetrics: now, cpu } = nodeKeyMetrics(samples, { atMs, before: keyMetrics.cpuSeconds(deviceId, boot) })
    keyMetrics.keepCpuSeconds(deviceId, boot, cpu)
    keyMetrics.record(deviceId, now)
  }

  const accept = async ({ deviceId, receivedMs: atMs, envelope, body, address }: BatchMessage<Buffer>): Promise<BatchResult> => {
    const acknowledgedSequence = connections.acknowledgedSequence(deviceId, envelope.stream)
    if (envelope.sequence <= acknowledgedSequence) {
      connections.seen({ deviceId, atMs, envelope, address })
      metrics.repeated('report')
      return { acknowledgedSequence, accepted: 0, rejected: [] }
    }
    const group = { deviceId, key: reportGroup }
    const options = { expiresAtMs: clock.monotonicMs() + intervalsUntilLate * intervalSeconds * 1000 }
    const { series, leftOut } = body.length > longExpositionBytes ? await live.putInSlices(group, body, options) : live.put(group, body, options)
    const samples = live.samples(group, readFamilies)
    const hostname = hostnameOf(samples)
    recordKeyMetrics(deviceId, samples, { atMs, boot: envelope.boot })
    connections.acceptSequence(deviceId, envelope.stream, envelope.sequence)
    connections.seen({ deviceId, atMs, envelope, address, isReport: true, ...hostname !== undefined && { hostname } })
    metrics.accepted('report')
    for (const { reason, count } of leftOut) metrics.leftOut(reason, count)
    return { acknowledgedSequence: envelope.sequence, accepted: series, rejected: leftOut }
  }
  const inTurn = inTurnsByDevice()
  return (message: BatchMessage<Buffer>): Promise<BatchResult> => inTurn(message.deviceId, () => accept(message))
}
