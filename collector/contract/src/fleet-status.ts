import { z } from 'zod'
import { clientStatus } from './client-status.ts'

const timestamp = z.iso.datetime()

/** The whole answer of `GET /api/clients/status`, and the first message of the page's stream. */
export const fleetStatus = z.object({
  requestId: z.string(),
  serverTime: timestamp,
  /** False while the server's own clock cannot be trusted, with the sentence that says what to do. */
  clock: z.object({ trusted: z.boolean(), text: z.string().nullable() }),
  /** False while nothing can be stored, with the sentence that says what to do. */
  storage: z.object({ writable: z.boolean(), text: z.string().nullable() }),
  /** While log lines cannot be stored: since when, and how many more can wait. */
  log: z.object({ text: z.string().nullable() }),
  /** Why the calendar file cannot be used; the one before stays in force then. */
  calendar: z.object({ text: z.string().nullable() }),
  sites: z.array(z.object({ site: z.string(), timeZone: z.string() })),
  /** In the order of their ids. */
  clients: z.array(clientStatus),
  /** There while more follow; only where a number was asked for. */
  nextCursor: z.string().optional()
})
export type FleetStatus = z.infer<typeof fleetStatus>

/** `GET /api/clients/:id/status`: one device of it. */
export const deviceStatus = z.object({ requestId: z.string(), serverTime: timestamp, client: clientStatus })
export type DeviceStatus = z.infer<typeof deviceStatus>

/** A `change` event of the page's stream: what has changed since the event before, and which devices are gone. */
export const fleetChange = fleetStatus.omit({ requestId: true, nextCursor: true }).extend({ removed: z.array(z.string()) })
export type FleetChange = z.infer<typeof fleetChange>
