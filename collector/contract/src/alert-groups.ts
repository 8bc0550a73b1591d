import { z } from 'zod'
import { about, requestId } from './about.ts'
import { severities } from './severity.ts'

/** The alerts of one name, severity and site that fire. */
const alertGroup = z.object({
  name: z.string().meta(about('The name of the alerts.', 'DeviceSilent')),
  severity: z.enum(severities).meta(about('The severity of the alerts. An unknown severity counts as warning.', 'critical')),
  site: z.string().nullable().meta(about('The site of the alerts; null if they have none.', 'north')),
  count: z.number().int().meta(about('The number of alerts in the group.', 12)),
  acknowledged: z.number().int().meta(about('The number of alerts in the group that are acknowledged.', 0)),
  /** When the first and the last of them began. */
  oldest: z.iso.datetime().meta(about('When the first alert of the group started.', '2026-11-25T05:00:03.137Z')),
  newest: z.iso.datetime().meta(about('When the last alert of the group started.', '2026-11-25T05:10:03.137Z')),
  devices: z.array(z.string()).describe('The devices of the alerts, three at most.'),
  /** The annotations of one of them; its summary is the same for all. */
  annotations: z.record(z.string(), z.string())
})
export type AlertGroup = z.infer<typeof alertGroup>

/** `GET /api/alerts/groups`: the most severe first, then the unacknowledged, then the newest. */
export const alertGroups = z.object({ requestId, groups: z.array(alertGroup).describe('The groups, most severe first.') })
export type AlertGroups = z.infer<typeof alertGroups>
