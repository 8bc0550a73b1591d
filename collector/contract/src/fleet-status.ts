import { z } from 'zod'
import { about, requestId } from './about.ts'
import { clientStatus } from './client-status.ts'

const timestamp = z.iso.datetime()
const problem = z.string().nullable().describe(
  'The problem and what to do about it, in the language of the request; null if there is none.'
)

/** The whole answer of `GET /api/clients/status`, and the first message of the page's stream. */
export const fleetStatus = z.object({
  requestId,
  serverTime: timestamp.meta(about('The server’s time when the request was answered.', '2026-11-25T09:00:00.000Z')),
  clock: z.object({
    trusted: z.boolean().meta(about('Whether the clock can be trusted.', true)),
    text: problem
  }).describe('Whether the server’s own clock can be trusted.'),
  storage: z.object({
    writable: z.boolean().meta(about('Whether data can be stored.', true)),
    text: problem
  }).describe('Whether the collector can store data.'),
  log: z.object({ text: problem }).describe('Whether log lines can be stored; if not, since when, and how many more can wait.'),
  calendar: z.object({ text: problem }).describe('Whether the calendar file is valid; if not, the previous version stays in effect.'),
  backup: z.object({ text: problem }).describe('Whether the last backup of the server succeeded; null also if backups are not set up.'),
  restore: z.object({ text: problem }).describe('Whether devices report that the server does not know since it was restored from a backup.'),
  sites: z.array(z.object({
    site: z.string().meta(about('The name of the site.', 'north')),
    timeZone: z.string().meta(about('The IANA name of the site’s time zone.', 'Asia/Tokyo'))
  })).describe('The sites and their time zones.'),
  /** In the order of their ids. */
  clients: z.array(clientStatus),
  nextCursor: z.string().optional().describe('The cursor of the next page; absent on the last page.')
})
export type FleetStatus = z.infer<typeof fleetStatus>

/** `GET /api/clients/:id/status`: one device of it. */
export const deviceStatus = z.object({ requestId, serverTime: timestamp, client: clientStatus.describe('The device.') })
export type DeviceStatus = z.infer<typeof deviceStatus>

/** A `change` event of the page's stream: the changes since the event before, and the devices that are gone. */
export const fleetChange = fleetStatus.omit({ requestId: true, nextCursor: true }).extend({ removed: z.array(z.string()) })
export type FleetChange = z.infer<typeof fleetChange>
