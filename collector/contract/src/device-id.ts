import { z } from 'zod'
import { deviceIdPattern, reservedDeviceIds } from './device-id-rule.ts'

/** A device's id, by `isDeviceId`. */
export const deviceId = z.string()
  .regex(deviceIdPattern, 'expected 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03')
  .refine((id) => !reservedDeviceIds.includes(id), 'is reserved and cannot be a device’s id')
