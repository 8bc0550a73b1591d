import type { ClientStatus, Freshness } from '@mimamori/contract'
import { conditionOf } from '@mimamori/contract/device-list'
import type { Clock } from '../../platform/clock/clock.ts'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'
import type { Snapshots } from '../snapshot/snapshots.ts'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import { clocksFor, type Reader } from '../../platform/language/reader.ts'
import { viewClientStatus } from './client-status.ts'
import type { FleetFrame } from './fleet-frame.ts'

/** The selected devices of the fleet. */
interface FleetSelection {
  readonly site?: string | undefined
  readonly role?: string | undefined
  /**
   * Counted as the page and `mimamori devices list` do: devices that are expected to report, without those that are off, paused or
   * out of use.
   */
  readonly freshness?: Freshness | undefined
  /** Only devices whose ids come after this one. */
  readonly after?: string | undefined
  /** At most this many; all if not given. */
  readonly limit?: number | undefined
}

/** Whether a device is selected, without regard to the limit. */
const isSelected = (
  { device, status }: DeviceSnapshot,
  { site = device.site, role = device.role, freshness, after }: FleetSelection
): boolean =>
  device.site === site &&
  device.role === role &&
  (freshness === undefined || conditionOf({ state: device.state, freshness: status.freshness, reason: status.reason }) === freshness) &&
  (after === undefined || device.id > after)

export interface FleetStatusDeps {
  readonly snapshots: Snapshots
  readonly frame: FleetFrame
  readonly clock: Pick<Clock, 'nowMs'>
  /** IANA name of the time zone of a site. */
  readonly timeZoneOf: (site: string) => string
}

/** How a reader wants the fleet shown. */
export interface FleetStatusOptions extends Reader {
  /** Whether each device's newest log lines are included. */
  readonly withLogs: boolean
}

/** A device's status, with times by the reader's clocks, else by those of its site. */
export const viewForReader = (
  snapshot: DeviceSnapshot,
  { timeZoneOf, ...options }: FleetStatusOptions & Pick<FleetStatusDeps, 'timeZoneOf'>
): ClientStatus => viewClientStatus(snapshot, { ...options, ...clocksFor(options, timeZoneOf(snapshot.device.site)) })

/** The characters of a piece: each costs a trip to zlib's thread and back. */
const pieceLength = 32_768

/**
 * The fleet, or a selection of it, as JSON text of one point in time, in pieces that let other work run in between: a thousand
 * devices at once would delay their reports.
 */
export const fleetStatusJson = async function* (
  { snapshots, frame, clock, timeZoneOf }: FleetStatusDeps,
  requestId: string,
  options: FleetStatusOptions,
  selection: FleetSelection = {}
): AsyncGenerator<string> {
  const nowMs = clock.nowMs()
  let piece = `${JSON.stringify({ requestId, ...frame(options, nowMs) }).slice(0, -1)},"clients":[`
  let end = ']}'
  const slice = timeSlice()
  let count = 0
  let last = ''
  for (const snapshot of snapshots.all(nowMs)) {
    await slice.pause()
    if (!isSelected(snapshot, selection)) continue
    if (count === selection.limit) {
      end = `],"nextCursor":${JSON.stringify(last)}}`
      break
    }
    piece += `${count === 0 ? '' : ','}${JSON.stringify(viewForReader(snapshot, { ...options, timeZoneOf }))}`
    count += 1
    last = snapshot.device.id
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece + end
}
