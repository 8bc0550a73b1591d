import { z } from 'zod'

const pairs = z.record(z.string(), z.string())

/** `gettableAlert` of Alertmanager's api/v2/openapi.yaml, as far as we read it. */
const heldAlert = z.object({
  fingerprint: z.string(),
  labels: pairs,
  annotations: pairs,
  startsAt: z.iso.datetime({ offset: true }),
  /** When Alertmanager was last given it. */
  updatedAt: z.iso.datetime({ offset: true }),
  /** When it ends unless it is given again. */
  endsAt: z.iso.datetime({ offset: true }),
  generatorURL: z.string().optional(),
  /** Suppressed: silenced or inhibited, so that nobody is notified; by the ids of silences, and the fingerprints of alerts. */
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string())
  })
})
/** An alert that Alertmanager holds: it has not ended. */
export type HeldAlert = z.infer<typeof heldAlert>

/** The answer to `GET /api/v2/alerts`. */
export const heldAlerts = z.array(heldAlert)
/** All of them, whether or not anybody is notified. */
export const heldAlertsPath = '/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true'
