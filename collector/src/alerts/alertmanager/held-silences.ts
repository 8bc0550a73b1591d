import { z } from 'zod'

const time = z.iso.datetime({ offset: true })

/** `gettableSilence` of Alertmanager's api/v2/openapi.yaml. */
const heldSilence = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) })),
  startsAt: time,
  endsAt: time,
  createdBy: z.string(),
  comment: z.string()
})
/** A silence as Alertmanager holds it, also for some days after its end. */
export type HeldSilence = z.infer<typeof heldSilence>
/** One as it takes it. */
export type PostedSilence = Omit<HeldSilence, 'id' | 'status'>

/** The answer to `GET /api/v2/silences`. */
export const heldSilences = z.array(heldSilence)
/** The answer to `POST /api/v2/silences`. */
export const postedAnswer = z.object({ silenceID: z.string() })
