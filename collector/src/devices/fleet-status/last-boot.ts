import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'

/** The device's own boot time, moved to the server's clock by the device's clock error. */
export const lastBootMs = ({ connection, facts: { bootMs } }: Pick<DeviceSnapshot, 'connection' | 'facts'>): number | undefined =>
  connection?.lastBootMs ?? (bootMs === undefined ? undefined : bootMs - (connection?.clockSkewSeconds ?? 0) * 1000)
