import type { DeviceSnapshot } from './device-snapshot.ts'
import type { Device } from '../registry/device.ts'

// A change of a device makes a new object; numbering them distinguishes versions without comparing all fields.
let marks = 0
const registered = new WeakMap<Device, number>()
const registeredMark = (device: Device): number => {
  let mark = registered.get(device)
  if (mark === undefined) registered.set(device, mark = ++marks)
  return mark
}

/** Changes whenever a device's snapshot does, at a fraction of the cost of making one. */
export const fingerprint = ({ device, connection, status, keyMetrics, errorsLast24h, updates }: DeviceSnapshot): string =>
  [
    registeredMark(device),
    status.freshness,
    status.down,
    status.certain,
    status.reason?.code,
    status.reason?.atMs,
    status.reason?.untilMs,
    connection?.lastSeenMs,
    connection?.conflict?.atMs,
    keyMetrics?.atMs,
    errorsLast24h,
    updates.underWay?.run,
    updates.last?.run,
    updates.last?.release,
    updates.last?.finishedMs,
    updates.agent?.run,
    updates.agent?.finishedMs
  ].join(' ')
