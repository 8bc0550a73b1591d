import { readFileSync } from 'node:fs'
import { sendJson, type JsonAnswer, type JsonRequest } from '../platform/send-json.ts'

export interface CollectorSettings {
  readonly collectorUrl: string
  readonly tokenFile: string
  readonly caFile: string | undefined
}

export interface CollectorRequest extends Omit<JsonRequest, 'url' | 'token' | 'ca'> {
  /** `/api/…` */
  readonly path: string
}

/** Sends a request with the token. Both files are read each time: they may be replaced during a run. @throws if no answer came */
export const askCollector = (
  { collectorUrl, tokenFile, caFile }: CollectorSettings, { path, ...request }: CollectorRequest
): Promise<JsonAnswer> => sendJson({
  ...request, url: `${collectorUrl}${path}`, token: readFileSync(tokenFile, 'utf8').trim(),
  ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8')
})

/** The content of an answer. @throws with the collector's reason if it refused */
export const contentOf = <Content>({ status, body }: JsonAnswer): Content => {
  if (status >= 200 && status < 300 && body !== undefined) return body as Content
  throw new Error(`${status} ${(body as { message?: string } | undefined)?.message ?? ''}`.trim())
}
