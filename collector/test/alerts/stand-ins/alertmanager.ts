import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Until } from '../../temporary-directory.ts'
import { httpStandIn, type HttpStandIn, type ReceivedRequest, type StandInAnswer } from './http-stand-in.ts'

const time = z.iso.datetime({ offset: true })
/** `postableSilence` of Alertmanager's api/v2/openapi.yaml. */
const posted = z.strictObject({
  id: z.string().optional(),
  matchers: z
    .array(z.strictObject({ name: z.string().min(1), value: z.string().min(1), isRegex: z.boolean(), isEqual: z.boolean().optional() }))
    .min(1),
  startsAt: time,
  endsAt: time,
  createdBy: z.string().min(1),
  comment: z.string()
})
interface Held extends z.infer<typeof posted> {
  readonly id: string
  readonly status: { readonly state: string }
  readonly updatedAt: string
}

/**
 * Stands in for Alertmanager's silences, as its API describes them; all else that is asked of it is left out. A silence is active until it
 * is ended, whatever its times.
 */
export const alertmanagerStandIn = async (until?: Until): Promise<HttpStandIn & { readonly silences: readonly Held[] }> => {
  const silences: Held[] = []
  const json = (body: unknown, status = 200): StandInAnswer => ({ status, body: JSON.stringify(body) })
  const answer = ({ method, path, body }: ReceivedRequest): StandInAnswer => {
    const id = /^\/api\/v2\/silence\/(.+)$/.exec(path)?.[1]
    if (method === 'DELETE' && id !== undefined) {
      const index = silences.findIndex((silence) => silence.id === id)
      if (index < 0) return json('silence not found', 500)
      silences[index] = { ...silences[index]!, status: { state: 'expired' } }
      return { status: 200 }
    }
    if (path !== '/api/v2/silences') return { status: 404 }
    if (method === 'GET') return json(silences)
    const result = posted.safeParse(JSON.parse(body))
    if (!result.success) return json(z.prettifyError(result.error), 400)
    const silence = { ...result.data, id: randomUUID(), status: { state: 'active' }, updatedAt: result.data.startsAt }
    silences.push(silence)
    return json({ silenceID: silence.id })
  }
  return { ...await httpStandIn(answer, until), silences }
}
