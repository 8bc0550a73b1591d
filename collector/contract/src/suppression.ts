import { z } from 'zod'

/** A silence that keeps an alert from being notified. */
const silencing = z.object({ id: z.string(), by: z.string(), until: z.iso.datetime(), reason: z.string() })

/** An alert that keeps another from being notified, since it has the same cause. */
const inhibiting = z.object({ fingerprint: z.string(), name: z.string(), device: z.string().nullable(), site: z.string().nullable() })

/** Why Alertmanager suppresses an alert, so that nobody is notified of it (https://prometheus.io/docs/alerting/latest/alertmanager/). */
export const suppression = z.object({ silencedBy: z.array(silencing), inhibitedBy: z.array(inhibiting) })
export type Suppression = z.infer<typeof suppression>
