import { z } from 'zod'
import { about, requestId } from './about.ts'
import { customLimits, limitFields } from './device-limits.ts'

const timestamp = z.iso.datetime()

/** pending: enrolled, never seen. paused: off on purpose. retired and revoked: not expected, kept for the record. */
export const deviceStates = ['pending', 'active', 'paused', 'retired', 'revoked'] as const
export type DeviceState = typeof deviceStates[number]

/** How many hexadecimal digits of the SHA-256 of a key are shown. */
export const hashPrefixLength = 16

/** A device as the administrator registered it, whole. Its values and its reasons are in `GET /api/clients/status`. */
export const deviceView = z.object({
  id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')),
  name: z.string().nullable().meta(about('The display name of the device; null if it has none.', 'Entrance kiosk')),
  address: z.string().nullable().meta(about('The registered host name or IP address; null if none is registered.', '192.168.10.31')),
  site: z.string().meta(about('The site where the device is; empty if none is set.', 'north')),
  role: z.string().meta(about('What the device is for; empty if none is set.', 'kiosk')),
  labels: z.record(z.string(), z.string()).describe('Custom labels. Prometheus gets them, too.'),
  state: z.enum(deviceStates).meta(about(
    'The state of the registration: pending (no report yet), active, paused, retired or revoked.',
    'active'
  )),
  stateSince: timestamp.meta(about('When the device entered this state.', '2026-11-25T09:00:00.000Z')),
  pausedUntil: timestamp.nullable().meta(about('When the pause ends automatically; null if it does not.', '2026-11-30T00:00:00.000Z')),
  pauseReason: z.string().nullable().meta(about('The reason for the pause.', 'stocktaking')),
  /** The limits that apply; `ownLimits`: the ones that are set for the device itself, not for its role, its site or the fleet. */
  ...limitFields,
  ownLimits: customLimits.describe(
    'Which of its limits are the device’s own. The others come from its role, its site, the fleet or the defaults, in this order.'
  ),
  scrapeUrl: z.string().nullable().meta(about(
    'The URL, on its registered address, at which the device exposes its own metrics; the collector scrapes it every interval.',
    'http://192.168.10.31:9100/metrics'
  )),
  scrapeAuthentication: z.enum(['basic', 'bearer']).nullable().meta(about(
    'How the collector authenticates when it scrapes the device: `basic` or `bearer`; null if it does not.',
    'basic'
  )),
  enrolledAt: timestamp.meta(about('When the device was enrolled.', '2026-11-01T09:00:00.000Z')),
  lastSeen: timestamp.nullable().meta(about(
    'When the collector last received a message from the device, by the server’s clock; null if it never has.',
    '2026-11-25T09:00:00.000Z'
  )),
  /**
   * Oldest first; the keys themselves are nowhere. `weak`: should be rotated soon. `hashPrefix`: the first digits of its SHA-256, by which
   * the key on a device is recognised; null for a weak one, which it would help to guess.
   */
  keys: z.array(
    z.object({
      createdAt: timestamp.meta(about('When it was created.', '2026-11-01T09:00:00.000Z')),
      firstUsedAt: timestamp.nullable().meta(about(
        'When the device first used the key; null if it has not been used yet.',
        '2026-11-01T09:01:00.000Z'
      )),
      weak: z.boolean().meta(about('Whether the key is weak and should be rotated.', false)),
      revokedAt: timestamp.nullable().meta(about('When the key was revoked; null while it is valid.', '2026-11-25T09:00:00.000Z')),
      hashPrefix: z.string().nullable().meta(about(
        'The first digits of the SHA-256 of the key, by which the key on a device is recognized; null for a weak key.',
        '9f86d081884c7d65'
      ))
    })
  ).describe('The keys of the device, oldest first, without their secrets.')
})
export type DeviceView = z.infer<typeof deviceView>

/** `GET /api/clients`. */
export const deviceList = z.object({ requestId, clients: z.array(deviceView).describe('The devices.') })
export type DeviceList = z.infer<typeof deviceList>
