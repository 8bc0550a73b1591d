/** A request that delivers a message to its receiver. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** The refusal in an answer with status 2xx; undefined if the message was accepted. */
  readonly refusalIn?: (answer: string) => string | undefined
  /** Secrets other than its path, query and headers, which an answer may repeat. */
  readonly secrets?: readonly string[]
}

/** A POST of JSON. */
export const jsonRequest = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): OutgoingRequest =>
  ({ url, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
