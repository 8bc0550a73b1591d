import type { ClientStatus, Language } from '@mimamori/contract'
import type { Clock } from '../clock/clock.ts'
import type { DeviceSnapshot } from '../devices/device-snapshot.ts'
import type { Snapshots } from '../devices/snapshots.ts'
import { timeSlice } from '../event-loop/time-slice.ts'
import { viewClientStatus } from './client-status.ts'
import type { FleetFrame } from './fleet-frame.ts'

export interface FleetStatusParts {
  readonly snapshots: Snapshots
  readonly frame: FleetFrame
  readonly clock: Pick<Clock, 'nowMs'>
  /** IANA name of the time zone of a site. */
  readonly timeZoneOf: (site: string) => string
}

/** How a reader wants the fleet shown. */
export interface FleetStatusOptions {
  readonly language: Language
  /** Whether each device's newest log lines are told. */
  readonly withLogs: boolean
}

/** A device's status with its times by its site's clocks. */
export const viewAtItsSite = (snapshot: DeviceSnapshot, { timeZoneOf, ...options }: FleetStatusOptions & Pick<FleetStatusParts, 'timeZoneOf'>): ClientStatus =>
  viewClientStatus(snapshot, { ...options, timeZone: timeZoneOf(snapshot.device.site) })

/** The whole fleet as JSON text, of one moment, in pieces that let other work in between: a thousand devices at once would hold up their reports. */
export const fleetStatusJson = async function* ({ snapshots, frame, clock, timeZoneOf }: FleetStatusParts, requestId: string, options: FleetStatusOptions): AsyncGenerator<string> {
  const nowMs = clock.nowMs()
  const beginning = JSON.stringify({ requestId, ...frame(options.language, nowMs) })
  yield `${beginning.slice(0, -1)},"clients":[`
  const slice = timeSlice()
  let comma = ''
  for (const snapshot of snapshots.all(nowMs)) {
    yield `${comma}${JSON.stringify(viewAtItsSite(snapshot, { ...options, timeZoneOf }))}`
    comma = ','
    await slice.pause()
  }
  yield ']}'
}
