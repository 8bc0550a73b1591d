import { readFileSync } from 'node:fs'
import { sendJson, type JsonAnswer } from '../../platform/send-json.ts'
import type { Settings } from '../../settings/settings.ts'

/**
 * An annotation as Grafana's API takes it (https://grafana.com/docs/grafana/latest/developers/http_api/annotations/); milliseconds
 * since 1970.
 */
export interface GrafanaAnnotation {
  readonly time: number
  readonly timeEnd?: number
  readonly tags: readonly string[]
  readonly text: string
}

/** Grafana has rejected one request. `isFinal`: it always will; otherwise a later try may succeed. */
export class GrafanaRefusal extends Error {
  override readonly name = 'GrafanaRefusal'
  readonly isFinal: boolean
  /** No annotation has this id: somebody has deleted it. */
  readonly isGone: boolean

  constructor ({ status, body }: JsonAnswer) {
    const { message } = (body ?? {}) as { message?: unknown }
    super(`${status}${typeof message === 'string' ? ` ${message}` : ''}`)
    this.isGone = message !== undefined && status === 404
    this.isFinal = message !== undefined && [400, 404, 413, 422].includes(status)
  }
}

export interface GrafanaClient {
  create (annotation: GrafanaAnnotation): Promise<number>
  change (id: number, annotation: GrafanaAnnotation): Promise<void>
  /** The annotations that have all of these tags. */
  find (tags: readonly string[]): Promise<{ readonly id: number, readonly tags: readonly string[] }[]>
}

const timeoutMs = 5000

export const grafanaClient = ({ url, tokenFile }: { readonly url: string, readonly tokenFile: string }): GrafanaClient => {
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: GrafanaAnnotation): Promise<unknown> => {
    const answer = await sendJson({
      method, url: `${url}/api/annotations${path}`, body, token: readFileSync(tokenFile, 'utf8').trim(), timeoutMs
    })
    if (answer.status < 200 || answer.status >= 300) throw new GrafanaRefusal(answer)
    return answer.body
  }
  return {
    create: async (annotation) => (await ask('POST', '', annotation) as { id: number }).id,
    change: async (id, annotation) => { await ask('PATCH', `/${id}`, annotation) },
    find: async (tags) =>
      await ask(
        'GET', `?${new URLSearchParams([...tags.map((tag): [string, string] => ['tags', tag]), ['limit', '5000']])}`
      ) as { id: number, tags: string[] }[]
  }
}

/** The client of the configured Grafana; undefined if none is. */
export const grafanaOf = (
  { grafanaUrl: url, grafanaTokenFile: tokenFile }: Pick<Settings, 'grafanaUrl' | 'grafanaTokenFile'>
): GrafanaClient | undefined =>
  url === undefined || tokenFile === undefined ? undefined : grafanaClient({ url, tokenFile })
