import { z } from 'zod'

const pairs = z.record(z.string(), z.string())
const time = z.iso.datetime({ offset: true })

/** `gettableAlert` of Alertmanager's api/v2/openapi.yaml, as far as we read it. */
const alert = z.object({
  fingerprint: z.string(),
  labels: pairs,
  annotations: pairs,
  startsAt: time,
  /** The time at which Alertmanager was last given it. */
  updatedAt: time,
  /** When it ends unless it is given again. */
  endsAt: time,
  generatorURL: z.string().optional(),
  /** Suppressed: silenced or inhibited, so that nobody is notified; by the ids of silences, and the fingerprints of alerts. */
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string())
  })
})
/** An alert that Alertmanager has: it has not ended. */
export type AlertmanagerAlert = z.infer<typeof alert>

/** The answer to `GET /api/v2/alerts`. */
export const alertList = z.array(alert)
/** All of them, whether or not anybody is notified. */
export const alertsPath = '/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true'

/** `gettableSilence` of Alertmanager's api/v2/openapi.yaml. */
const silence = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) })),
  startsAt: time,
  endsAt: time,
  createdBy: z.string(),
  comment: z.string()
})
/** A silence as Alertmanager has it, also for some days after its end. */
export type AlertmanagerSilence = z.infer<typeof silence>
/** A silence to post. */
export type PostedSilence = Omit<AlertmanagerSilence, 'id' | 'status'>

/** The answer to `GET /api/v2/silences`. */
export const silenceList = z.array(silence)
/** The answer to `POST /api/v2/silences`. */
export const postedAnswer = z.object({ silenceID: z.string() })
