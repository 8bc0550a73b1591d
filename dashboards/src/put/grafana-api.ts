import { boundedText, TooLongError } from '@mimamori/program/bounded-text'
import { GrafanaError, type GrafanaErrorCode } from './grafana-error.ts'

export interface GrafanaAccess {
  /** Grafana's address, with the path below which it is served. */
  readonly url: URL
  /** A service account's. */
  readonly token: string
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

export interface GrafanaApi {
  /** `about` is the title of the object, for errors. @returns undefined if it does not exist. @throws {GrafanaError} */
  get (path: string, about?: string): Promise<Record<string, unknown> | undefined>
  send (method: 'POST' | 'PUT' | 'DELETE', path: string, about: string, body?: unknown): Promise<Record<string, unknown>>
}

const timeoutMs = 15_000
/** The largest dashboard has some hundred kilobytes. */
const maxAnswerBytes = 16_777_216

/** The meaning of a rejection, by its status and Grafana's message (grafana/grafana, pkg/api/apierrors). */
const codeOf = ({ status, body }: Answer): GrafanaErrorCode => {
  if (status === 401) return 'tokenRejected'
  if (status === 403) return 'noPermission'
  if (body['status'] === 'version-mismatch') return 'changedMeanwhile'
  if (body['status'] === 'name-exists') return 'titleTaken'
  if (status === 409) return 'folderConflict'
  return /provisioned/i.test(String(body['message'])) ? 'provisioned' : 'refused'
}

/** Grafana answers with an object or a list; undefined if another program has answered. */
const readBody = (text: string): Answer['body'] | undefined => {
  try {
    const json = JSON.parse(text) as unknown
    if (Array.isArray(json)) return { list: json }
    return typeof json === 'object' && json !== null ? json as Answer['body'] : undefined
  } catch {
    return undefined
  }
}

/** Grafana's HTTP API (https://grafana.com/docs/grafana/latest/developers/http_api/) for dashboards and folders. */
export const grafanaApi = ({ url, token }: GrafanaAccess): GrafanaApi => {
  const base = url.href.replace(/\/$/, '')
  const ask = async (method: string, path: string, about: string, body?: unknown): Promise<Answer> => {
    let answer: Response
    let text: string
    try {
      answer = await fetch(base + path, {
        method,
        // A login page of a proxy is no answer.
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' })
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs)
      })
      text = await boundedText(answer, maxAnswerBytes)
    } catch (error) {
      if (error instanceof TooLongError) throw new GrafanaError('notGrafana', about, error.message)
      const { cause, message } = error as Error
      throw new GrafanaError('unreachable', about, cause instanceof Error ? cause.message : message)
    }
    const read = readBody(text)
    if (read === undefined) throw new GrafanaError('notGrafana', about, `HTTP ${answer.status}`)
    return { status: answer.status, body: read }
  }
  const refusal = (answer: Answer, about: string): GrafanaError => {
    const { message } = answer.body
    return new GrafanaError(codeOf(answer), about, `${answer.status}${typeof message === 'string' ? ` ${message}` : ''}`)
  }
  return {
    async get (path, about = '') {
      const answer = await ask('GET', path, about)
      if (answer.status === 404) return undefined
      if (answer.status >= 300) throw refusal(answer, about)
      return answer.body
    },
    async send (method, path, about, body) {
      const answer = await ask(method, path, about, body)
      if (answer.status >= 300) throw refusal(answer, about)
      return answer.body
    }
  }
}
