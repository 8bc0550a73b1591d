import type { ClientStatus } from '@mimamori/contract'
import type { Clock } from '../../platform/clock/clock.ts'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'
import type { Snapshots } from '../snapshot/snapshots.ts'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import { clocksFor, type Reader } from '../../platform/language/reader.ts'
import { viewClientStatus } from './client-status.ts'
import type { FleetFrame } from './fleet-frame.ts'
import { isSelected, type FleetSelection } from './fleet-selection.ts'

export interface FleetStatusParts {
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
  { timeZoneOf, ...options }: FleetStatusOptions & Pick<FleetStatusParts, 'timeZoneOf'>
): ClientStatus => viewClientStatus(snapshot, { ...options, ...clocksFor(options, timeZoneOf(snapshot.device.site)) })

/** The characters of a piece: each costs a way to zlib's thread and back. */
const pieceLength = 32_768

/**
 * The fleet, or what is selected of it, as JSON text, of one moment, in pieces that let other work in between: a thousand
 * devices at once would hold up their reports.
 */
export const fleetStatusJson = async function* (
  { snapshots, frame, clock, timeZoneOf }: FleetStatusParts,
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
