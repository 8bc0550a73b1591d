import type { SampleBatch } from '@mimamori/contract'
import type { LateSamples } from '../samples/late-samples.ts'
import type { Connections } from '../devices/connection/connection.ts'
import { eventTime } from '../logs/intake/event-time.ts'
import type { IngestMetrics } from './ingest-metrics.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'
import { eventTimeEvidence } from './event-time-evidence.ts'

interface Deps {
  readonly lateSamples: LateSamples
  readonly connections: Pick<Connections, 'seen' | 'heardBoot'>
  readonly keyMetrics: Pick<KeyMetricsStore, 'recordLate'>
  readonly metrics: IngestMetrics
}

/** Takes a batch of late samples; resolves when the accepted ones are on the disk. A batch that was here before has no second effect. */
export const createSampleAcceptor = ({ lateSamples, connections, keyMetrics, metrics }: Deps) =>
  async ({ deviceId, receivedMs, envelope, body, address }: BatchMessage<SampleBatch>): Promise<BatchResult> => {
    const evidence = eventTimeEvidence(connections, deviceId, envelope, receivedMs)
    const timesMs = body.times.map(({ monotonicMs }) => {
      const { eventMs, estimated } = eventTime(monotonicMs, evidence)
      return estimated ? undefined : eventMs
    })
    const {
      isNew,
      acknowledgedSequence,
      leftOut,
      keyMetrics: late
    } = await lateSamples.append(deviceId, { timesMs, series: body.series }, { receivedMs, mark: envelope })
    connections.seen({ deviceId, atMs: receivedMs, envelope, address })
    if (!isNew) {
      metrics.repeated('samples')
      return { acknowledgedSequence, accepted: 0, rejected: [] }
    }
    metrics.accepted('samples')
    keyMetrics.recordLate(deviceId, late)
    for (const [reason, count] of leftOut) metrics.leftOut(reason, count)
    return { acknowledgedSequence, accepted: body.times.length, rejected: Array.from(leftOut, ([reason, count]) => ({ reason, count })) }
  }

/** Answers a batch of late samples if nothing takes them: none of it is read or stored, and the device need not send it again. */
export const createSampleForgetter =
  ({ connections }: { readonly connections: Pick<Connections, 'seen'> }) =>
    ({ deviceId, receivedMs, envelope, address }: BatchMessage<unknown>): BatchResult => {
      connections.seen({ deviceId, atMs: receivedMs, envelope, address })
      return { acknowledgedSequence: envelope.sequence, accepted: 0, rejected: [] }
    }
