import { z } from 'zod'
import { limitFields, ownLimits } from './device-limits.ts'

const timestamp = z.iso.datetime()

/** pending: enrolled, never seen. paused: off on purpose. retired and revoked: not expected, kept for the record. */
export const deviceStates = ['pending', 'active', 'paused', 'retired', 'revoked'] as const
export type DeviceState = typeof deviceStates[number]

/** How many hexadecimal digits of the SHA-256 of a key are shown. */
export const hashPrefixLength = 16

/** A device as the administrator registered it, whole. Its values and its reasons are in `GET /api/clients/status`. */
export const deviceView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  site: z.string(),
  role: z.string(),
  labels: z.record(z.string(), z.string()),
  state: z.enum(deviceStates),
  stateSince: timestamp,
  pausedUntil: timestamp.nullable(),
  pauseReason: z.string().nullable(),
  /** The limits that apply; `ownLimits`: the ones that are set for the device itself, not for its role, its site or the fleet. */
  ...limitFields,
  ownLimits,
  scrapeUrl: z.string().nullable(),
  /** The kind of credentials it is scraped with; they themselves are nowhere. */
  scrapeAuthentication: z.enum(['basic', 'bearer']).nullable(),
  enrolledAt: timestamp,
  lastSeen: timestamp.nullable(),
  /**
   * Oldest first; the keys themselves are nowhere. `weak`: should be rotated soon. `hashPrefix`: the first digits of its SHA-256, by which
   * the key on a device is recognised; null for a weak one, which it would help to guess.
   */
  keys: z.array(
    z.object({
      createdAt: timestamp,
      firstUsedAt: timestamp.nullable(),
      weak: z.boolean(),
      revokedAt: timestamp.nullable(),
      hashPrefix: z.string().nullable()
    })
  )
})
export type DeviceView = z.infer<typeof deviceView>

/** `GET /api/clients`. */
export const deviceList = z.object({ requestId: z.string(), clients: z.array(deviceView) })
export type DeviceList = z.infer<typeof deviceList>
