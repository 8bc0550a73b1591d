import { z } from 'zod'
import { boundedText, TooLongError } from '@mimamori/program/bounded-text'
import { CodedError } from '../../platform/errors/error-codes.ts'
import {
  alertList, alertsPath, postedAnswer, silenceList, type AlertmanagerAlert, type AlertmanagerSilence, type PostedSilence
} from './alertmanager-api.ts'

/** Alertmanager does not answer: it is not running, or not at this address. */
export class AlertmanagerUnreachableError extends CodedError {
  override readonly name = 'AlertmanagerUnreachableError'
  readonly code = 'ALERTMANAGER_UNAVAILABLE'
  override readonly retryAfterSeconds = 60
}
/** It answered, but without success; the message is its own. */
export class AlertmanagerRefusedError extends CodedError {
  override readonly name = 'AlertmanagerRefusedError'
  readonly code = 'ALERTMANAGER_REFUSED'
}

/** `postableAlert` of Alertmanager's api/v2/openapi.yaml, as far as we write it. If its `endsAt` is past, it has ended. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt?: string
  readonly endsAt?: string
  readonly generatorURL?: string
}

/** Alertmanager's HTTP interface (https://prometheus.io/docs/alerting/latest/management_api/, and its api/v2/openapi.yaml). */
export interface AlertmanagerClient {
  /**
   * Makes it read its configuration again. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} if it cannot use it; it
   * then keeps the previous one
   */
  reload (): Promise<void>
  /** @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  postAlerts (alerts: readonly PostedAlert[]): Promise<void>
  /** The configuration that it runs on, as YAML without secrets. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  runningConfiguration (): Promise<string>
  /** When it started, as it writes it. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  startedAt (): Promise<string>
  /** The alerts that have not ended. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  alerts (): Promise<readonly AlertmanagerAlert[]>
  /** All silences, including those that ended recently. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  silences (): Promise<readonly AlertmanagerSilence[]>
  /** @returns its id. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  postSilence (silence: PostedSilence): Promise<string>
  /** @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  expireSilence (id: string): Promise<void>
  /** Its metrics, in Prometheus' text format. @throws {AlertmanagerUnreachableError} {AlertmanagerRefusedError} */
  metrics (): Promise<string>
}

const timeoutMs = 10_000
const maxAnswerBytes = 4_194_304
/** A thousand alerts, each with its texts in two languages, are some three megabytes. */
const maxAlertsBytes = 33_554_432
/** How much of an answer is quoted. */
const quotedCharacters = 500

const status = z.object({ uptime: z.string(), config: z.object({ original: z.string() }) })

/** `url`: without a trailing slash. */
export const alertmanagerClient = (url: string): AlertmanagerClient => {
  const ask = async (
    method: string,
    path: string,
    { body, maxBytes = maxAnswerBytes }: { readonly body?: unknown, readonly maxBytes?: number } = {}
  ): Promise<string> => {
    let response: Response
    let text: string
    try {
      response = await fetch(url + path, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
      })
      text = await boundedText(response, maxBytes)
    } catch (error) {
      throw error instanceof TooLongError
        ? new AlertmanagerRefusedError(`answers with ${error.message}`)
        : new AlertmanagerUnreachableError(`Alertmanager does not answer at ${url}`, { cause: error })
    }
    if (!response.ok) throw new AlertmanagerRefusedError(text.slice(0, quotedCharacters).trim() || `HTTP ${response.status}`)
    return text
  }
  const parse = <Schema extends z.ZodType>(answer: string, schema: Schema): z.infer<Schema> => {
    try {
      return schema.parse(JSON.parse(answer))
    } catch (error) {
      throw new AlertmanagerRefusedError('what answers is no Alertmanager', { cause: error })
    }
  }
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema, maxBytes = maxAnswerBytes): Promise<z.infer<Schema>> =>
    parse(await ask('GET', path, { maxBytes }), schema)
  return {
    reload: async () => { await ask('POST', '/-/reload') },
    postAlerts: async (alerts) => { await ask('POST', '/api/v2/alerts', { body: alerts }) },
    runningConfiguration: async () => (await read('/api/v2/status', status)).config.original,
    startedAt: async () => (await read('/api/v2/status', status)).uptime,
    alerts: () => read(alertsPath, alertList, maxAlertsBytes),
    silences: () => read('/api/v2/silences', silenceList),
    postSilence: async (silence) => parse(await ask('POST', '/api/v2/silences', { body: silence }), postedAnswer).silenceID,
    expireSilence: async (id) => { await ask('DELETE', `/api/v2/silence/${id}`) },
    metrics: () => ask('GET', '/metrics')
  }
}
