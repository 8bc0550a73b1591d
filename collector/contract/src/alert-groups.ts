import { z } from 'zod'
import { severities } from './severity.ts'

/** The alerts of one name, severity and site that fire. */
const alertGroup = z.object({
  name: z.string(),
  severity: z.enum(severities),
  /** Null for what concerns no site. */
  site: z.string().nullable(),
  count: z.number().int(),
  /** How many of them somebody sees to. */
  acknowledged: z.number().int(),
  /** When the first and the last of them began. */
  oldest: z.iso.datetime(),
  newest: z.iso.datetime(),
  /** Some of the devices that they concern. */
  devices: z.array(z.string()),
  /** The annotations of one of them; its summary is the same for all. */
  annotations: z.record(z.string(), z.string())
})
export type AlertGroup = z.infer<typeof alertGroup>

/** `GET /api/alerts/groups`: the most severe first, then those that nobody sees to, then the newest. */
export const alertGroups = z.object({ requestId: z.string(), groups: z.array(alertGroup) })
export type AlertGroups = z.infer<typeof alertGroups>
