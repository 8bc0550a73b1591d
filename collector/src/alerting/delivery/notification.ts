import { z } from 'zod'

const pairs = z.record(z.string(), z.string())

/** What Alertmanager's webhook sends, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config); what it has besides stays. */
export const notification = z.looseObject({
  version: z.literal('4'),
  status: z.enum(['firing', 'resolved']),
  alerts: z.array(z.looseObject({ status: z.enum(['firing', 'resolved']), labels: pairs, annotations: pairs })).max(1000),
  commonLabels: pairs,
  /** How many more there are than were sent. */
  truncatedAlerts: z.number().int().min(0).default(0)
})
export type Notification = z.infer<typeof notification>
