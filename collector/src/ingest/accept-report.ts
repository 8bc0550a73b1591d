import type { Clock } from '../platform/clock/clock.ts'
import type { LiveSample } from '../devices/live/live-sample.ts'
import { longExpositionBytes, reportGroup, scrapeGroup, type Accepted, type Group, type LiveStore } from '../devices/live/live-store.ts'
import type { IngestMetrics } from './ingest-metrics.ts'
import { intervalsUntilLate, type Connections } from '../devices/connection/connection.ts'
import { nodeKeyMetrics, keyMetricFamilies } from '../devices/key-metrics/node-key-metrics.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'

interface Deps {
  readonly live: LiveStore
  readonly connections: Connections
  readonly keyMetrics: KeyMetricsStore
  readonly clock: Clock
  readonly metrics: IngestMetrics
  readonly intervalSeconds: number
}

/** One list object for all reports: the store recognises it. */
const readFamilies = [...keyMetricFamilies, 'node_uname_info']
/** The same of a scrape, which has no envelope. */
export const scrapedFamilies = [...readFamilies, 'node_boot_time_seconds', 'node_time_seconds']

const hostnameOf = (samples: readonly LiveSample[]): string | undefined =>
  samples.find(({ name }) => name === 'node_uname_info')?.labels['nodename']

/** Does a device's work one piece after the other, each after the one before has ended or failed: a long report is read in slices. */
const inTurnsByDevice = (): (<Result>(deviceId: string, work: () => Promise<Result>) => Promise<Result>) => {
  const last = new Map<string, Promise<unknown>>()
  return (deviceId, work) => {
    const before = last.get(deviceId)
    const turn = before === undefined ? work() : before.then(work, work)
    const end = (): void => { if (last.get(deviceId) === turn) last.delete(deviceId) }
    last.set(deviceId, turn)
    turn.then(end, end)
    return turn
  }
}

/** The scraped exposition of a device. */
export interface Scraped {
  readonly deviceId: string
  /** Server time. */
  readonly receivedMs: number
  /** The IP address that answered. */
  readonly address: string
  readonly body: Buffer
}

/** The device's own clock, as an exposition shows it: nobody else reports it for a device that only exposes. */
const clockOf = (samples: readonly LiveSample[], atMs: number): { readonly lastBootMs?: number, readonly clockSkewSeconds?: number } => {
  const seconds = (name: string): number => samples.find((sample) => sample.name === name)?.value ?? NaN
  const now = seconds('node_time_seconds')
  const uptimeMs = (now - seconds('node_boot_time_seconds')) * 1000
  return { ...uptimeMs >= 0 && { lastBootMs: atMs - uptimeMs }, ...Number.isFinite(now) && { clockSkewSeconds: now - atMs / 1000 } }
}

/** Replaces a boot ID, which a scrape does not show: counters of another boot are smaller. */
const scrapedBoot = 'scraped'

/** The reasons for leaving out series that another group of the device has. */
const besideOthers = new Set<string>(['other_group', 'type_conflict', 'series_cap'])

/** Takes the expositions of devices, pushed or scraped; one of a device after the other. */
export interface ReportAcceptor {
  /** An exposition that is refused changes nothing of its device (record-refusal.ts). @throws {ExpositionRefusedError} */
  pushed (message: BatchMessage<Buffer>): Promise<BatchResult>
  /** @throws {ExpositionRefusedError} */
  scraped (scraped: Scraped): Promise<void>
}

/**
 * The series of an exposition replace the last ones of its group, the key metrics are derived, and the device was seen. A device
 * may push and be scraped: pushed series come first, and a scrape adds the series that the device does not push.
 */
export const createReportAcceptor = ({ live, connections, keyMetrics, clock, metrics, intervalSeconds }: Deps): ReportAcceptor => {
  const recordKeyMetrics = (
    deviceId: string,
    samples: readonly LiveSample[],
    { atMs, boot }: { readonly atMs: number, readonly boot: string }
  ): void => {
    const { keyMetrics: now, cpu } = nodeKeyMetrics(samples, { atMs, before: keyMetrics.cpuSeconds(deviceId, boot) })
    keyMetrics.keepCpuSeconds(deviceId, boot, cpu)
    keyMetrics.record(deviceId, now)
  }

  const put = async (group: Group, body: Buffer): Promise<Accepted> => {
    const options = { expiresAtMs: clock.monotonicMs() + intervalsUntilLate * intervalSeconds * 1000 }
    return body.length > longExpositionBytes ? await live.putInSlices(group, body, options) : live.put(group, body, options)
  }

  const putReport = async (deviceId: string, body: Buffer): Promise<Accepted> => {
    const group = { deviceId, key: reportGroup }
    const accepted = await put(group, body)
    // The next scrape leaves out what is pushed.
    const isInTheWay = accepted.leftOut.some(({ reason }) => besideOthers.has(reason)) && live.forgetGroup({ deviceId, key: scrapeGroup })
    return isInTheWay ? await put(group, body) : accepted
  }

  const push = async ({ deviceId, receivedMs: atMs, envelope, body, address }: BatchMessage<Buffer>): Promise<BatchResult> => {
    const acknowledgedSequence = connections.acknowledgedSequence(deviceId, envelope.stream)
    if (envelope.sequence <= acknowledgedSequence) {
      connections.seen({ deviceId, atMs, envelope, address })
      metrics.repeated('report')
      return { acknowledgedSequence, accepted: 0, rejected: [] }
    }
    const { series, leftOut } = await putReport(deviceId, body)
    const samples = live.samples({ deviceId, key: reportGroup }, readFamilies)
    const hostname = hostnameOf(samples)
    recordKeyMetrics(deviceId, samples, { atMs, boot: envelope.boot })
    connections.seen({ deviceId, atMs, envelope, address, isReport: true, ...hostname !== undefined && { hostname } })
    metrics.accepted('report')
    for (const { reason, count } of leftOut) metrics.leftOut(reason, count)
    return { acknowledgedSequence: envelope.sequence, accepted: series, rejected: leftOut }
  }

  const takeScraped = async ({ deviceId, receivedMs: atMs, body, address }: Scraped): Promise<void> => {
    const group = { deviceId, key: scrapeGroup }
    const { leftOut } = await put(group, body)
    const samples = live.samples(group, scrapedFamilies)
    const hostname = hostnameOf(samples)
    if (live.samples({ deviceId, key: reportGroup }, readFamilies).length === 0) recordKeyMetrics(
      deviceId, samples, { atMs, boot: scrapedBoot }
    )
    connections.seen({ deviceId, atMs, address, isReport: true, ...clockOf(samples, atMs), ...hostname !== undefined && { hostname } })
    // A device that pushes, too, is meant to have these left out.
    for (const { reason, count } of leftOut) if (reason !== 'other_group') metrics.leftOut(reason, count)
  }

  const inTurn = inTurnsByDevice()
  return {
    pushed: (message) => inTurn(message.deviceId, () => push(message)),
    scraped: (scraped) => inTurn(scraped.deviceId, () => takeScraped(scraped))
  }
}
