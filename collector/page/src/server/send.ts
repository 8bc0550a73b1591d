import type { ErrorAnswer } from '@mimamori/contract'

/** The answer to a request, or the server's refusal; undefined if it did not answer. */
export type Sent<Answer> = { readonly answer: Answer } | { readonly refusal: ErrorAnswer } | undefined

/** Asks the server for something whose refusal is shown. Typed values stay on the page: nothing here leads to the login. */
export const send = async <Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object
): Promise<Sent<Answer>> => {
  const response = await fetch(
    path,
    { method, ...body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } }
  ).catch(() => undefined)
  const answer: unknown = await response?.json().catch(() => undefined)
  if (response === undefined || answer === undefined) return undefined
  return response.ok ? { answer: answer as Answer } : { refusal: answer as ErrorAnswer }
}

/** The answer; undefined if there is none. */
export const answerOf = <Answer>(sent: Sent<Answer>): Answer | undefined => sent !== undefined && 'answer' in sent ? sent.answer : undefined

/** The server's refusal; undefined if it did not answer, or did what it was asked for. */
export const refusalIn = (sent: Sent<unknown>): ErrorAnswer | undefined =>
  sent !== undefined && 'refusal' in sent ? sent.refusal : undefined
