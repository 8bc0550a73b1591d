import { z } from 'zod'

/** Names that stand where a device's id could stand in a path, and so can be no device's id. */
export const reservedDeviceIds: readonly string[] = ['status', 'logs', 'batch', 'import', 'heartbeat', 'alerts', 'device', 'fleet', 'inventory', 'localhost']

/** A device's id: a DNS label (RFC 1123, section 2.1) in lower case that is no name of a route. */
export const deviceId = z.string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03')
  .refine((id) => !reservedDeviceIds.includes(id), 'is the name of a route and cannot be a device’s id')
