import { timeSlice } from '../event-loop/time-slice.ts'
import type { FleetView, Telling } from './fleet-view.ts'

/** The whole fleet as JSON text, in pieces that let other work in between: a thousand devices at once would hold up their reports. */
export const fleetStatusJson = async function* (fleet: FleetView, requestId: string, telling: Telling): AsyncGenerator<string> {
  const frame = JSON.stringify({ requestId, ...fleet.frame(telling.language) })
  yield `${frame.slice(0, -1)},"clients":[`
  const slice = timeSlice()
  let comma = ''
  for (const id of fleet.deviceIds) {
    const client = fleet.client(id, telling)
    if (client) {
      yield `${comma}${JSON.stringify(client)}`
      comma = ','
    }
    await slice.pause()
  }
  yield ']}'
}
