/** A request that brings a message to its receiver. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** What a receiver says that answers 2xx and has not taken the message; undefined where it has. */
  readonly refusalIn?: (answer: string) => string | undefined
}

/** A POST of JSON. */
export const jsonRequest = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): OutgoingRequest =>
  ({ url, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
