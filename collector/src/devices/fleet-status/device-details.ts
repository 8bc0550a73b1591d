import type { DeviceDetails } from '@mimamori/contract'
import type { Clock } from '../../platform/clock/clock.ts'
import { viewScrapeUrl } from '../snapshot/device-answers.ts'
import type { DeviceLog, LogLine } from '../snapshot/log-line.ts'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { UpdatesOfDevices } from '../snapshot/device-updates.ts'
import { UnknownDeviceError } from '../registry/registry.ts'
import type { Snapshots } from '../snapshot/snapshots.ts'
import type { Reader } from '../../platform/language/reader.ts'
import { viewUpdate } from './client-status.ts'
import { viewForReader } from './fleet-status.ts'
import { viewLogLine } from '../snapshot/view-log-line.ts'

interface SearchedLog extends Pick<DeviceLog, 'latest'> {
  search (query: {
    readonly deviceIds: readonly string[]
    readonly order: 'newest'
    readonly limit: number
  }): Promise<{ readonly lines: readonly LogLine[] }>
}

/** The sources of a device's page. */
export interface DetailsDeps {
  readonly snapshots: Snapshots
  readonly logs: SearchedLog
  readonly updates: Pick<UpdatesOfDevices, 'ofDevice' | 'queue'>
  readonly clock: Clock
  readonly timeZoneOf: (site: string) => string
}

const logLines = 50

/** Whether or not Loki answers, the rest of the page is shown. */
const newestLines = async (
  logs: SearchedLog,
  id: string
): Promise<{ readonly lines: readonly LogLine[], readonly isFromMemory: boolean }> => {
  try {
    return { lines: (await logs.search({ deviceIds: [id], order: 'newest', limit: logLines })).lines, isFromMemory: false }
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'LOKI_UNAVAILABLE') throw error
    return { lines: logs.latest(id, logLines), isFromMemory: true }
  }
}
const updatesShown = 10

interface For {
  readonly requestId: string
  readonly reader: Reader
  readonly role: Parameters<typeof viewScrapeUrl>[1]
}

/** Gathers the content of a device's page. @throws {UnknownDeviceError} for an id that is not enrolled. */
export const gatherDetails = async (
  { snapshots, logs, updates, clock, timeZoneOf }: DetailsDeps, id: string, { requestId, reader, role }: For
): Promise<DeviceDetails> => {
  const snapshot = snapshots.of(id, clock.nowMs())
  if (!snapshot) throw new UnknownDeviceError(`no device with the id ${id} is enrolled`)
  const { status, facts } = snapshot
  const client = viewForReader(snapshot, { ...reader, withLogs: false, timeZoneOf })
  const [{ lines, isFromMemory }, updateRuns, otherRuns] = await Promise.all([
    newestLines(logs, id),
    updates.ofDevice(id, { kind: 'update', limit: updatesShown }),
    updates.ofDevice(id, { kind: 'other', limit: updatesShown })
  ])
  return {
    requestId,
    serverTime: new Date(snapshot.nowMs).toISOString(),
    client,
    kernel: facts.kernel ?? null,
    scrapeUrl: viewScrapeUrl(snapshot.device, role),
    measures: status.freshness === 'fresh' ? { ...facts.measures } : {},
    waiting: updates.queue.waitingOf(id) ?? null,
    pinned: updates.queue.pinnedOf(id) ?? null,
    lastUpdates: (snapshot.updates.all ?? []).map(viewUpdate),
    updates: [...updateRuns],
    otherRuns: [...otherRuns],
    logs: lines.map(viewLogLine),
    logsFromMemory: isFromMemory
  }
}
