import { sendJson, type JsonAnswer } from '../../platform/send-json.ts'

/** A silence as Alertmanager's API takes and gives it (openapi.yaml of its v2 API). */
export interface PostedSilence {
  readonly matchers: readonly { readonly name: string, readonly value: string, readonly isRegex: boolean, readonly isEqual: boolean }[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
  readonly comment: string
}

/** An alert of Alertmanager's API that fires and is not silenced. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>
  /** UTC. */
  readonly startsAt: string
}

export interface AlertmanagerClient {
  /** @returns the silence's id */
  silence (silence: PostedSilence): Promise<string>
  expire (id: string): Promise<void>
  /** Ids of our silences with this comment that have not expired. */
  find (comment: string): Promise<string[]>
  activeAlerts (): Promise<ActiveAlert[]>
}

const timeoutMs = 5000
export const createdBy = 'mimamori'

const answered = ({ status, body }: JsonAnswer): unknown => {
  if (status >= 200 && status < 300) return body
  throw new Error(`${status}${typeof body === 'string' ? ` ${body}` : ''}`)
}

export const alertmanagerClient = (url: string): AlertmanagerClient => ({
  async silence (silence) {
    const { silenceID } = answered(
      await sendJson({ method: 'POST', url: `${url}/api/v2/silences`, body: silence, timeoutMs })
    ) as { silenceID: string }
    return silenceID
  },
  async expire (id) {
    const { status, body } = await sendJson({ method: 'DELETE', url: `${url}/api/v2/silence/${id}`, timeoutMs })
    // Somebody has removed it.
    if (status !== 404) answered({ status, body })
  },
  async find (comment) {
    const silences = answered(
      await sendJson({ method: 'GET', url: `${url}/api/v2/silences`, timeoutMs })
    ) as (PostedSilence & { id: string, status: { state: string } })[]
    return silences.filter((silence) => silence.createdBy === createdBy && silence.comment === comment &&
      silence.status.state !== 'expired').map(({ id }) => id)
  },
  async activeAlerts () {
    return answered(
      await sendJson({ method: 'GET', url: `${url}/api/v2/alerts?active=true&silenced=false&inhibited=false`, timeoutMs })
    ) as ActiveAlert[]
  }
})
