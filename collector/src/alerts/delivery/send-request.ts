import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isAllowedHost } from '@mimamori/contract'
import { certificateAuthorities } from '@mimamori/program/certificates'
import { connectionFailure, permanent, temporary, type DeliveryFailure } from './delivery-failure.ts'
import { guardedLookup } from './guarded-lookup.ts'
import type { OutgoingRequest } from './outgoing.ts'
import { quoteAnswer } from './quote-answer.ts'

const maxAnswerBytes = 65_536

const readAnswer = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    // A receiver's answer is short; the rest is not waited for.
    if (length > maxAnswerBytes) {
      response.destroy()
      break
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

interface Answer { readonly status: number, readonly text: string }

const exchange = async ({ url, method, headers, body }: OutgoingRequest, signal: AbortSignal): Promise<Answer> => {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, {
      method, lookup: guardedLookup, agent: false, signal,
      ...url.startsWith('https:') && { ca: certificateAuthorities() },
      headers: { 'user-agent': 'mimamori', ...headers, ...body !== undefined && { 'content-length': Buffer.byteLength(body) } }
    }, resolve)
    request.once('error', reject)
    request.end(body)
  })
  return { status: response.statusCode ?? 0, text: await readAnswer(response) }
}

/** Only a failure that may pass by itself is temporary. */
const failureOfAnswer = ({ status, text }: Answer, at: string, request: OutgoingRequest): DeliveryFailure | undefined => {
  const refusal = status < 300 ? request.refusalIn?.(text) : undefined
  if (refusal !== undefined) return permanent({ kind: 'refused', at, status, said: quoteAnswer(refusal, request) })
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return permanent({ kind: 'redirected', at })
  if (status === 404 || status === 410) return permanent({ kind: 'notFound', at })
  if (status === 401 || status === 403) return permanent({ kind: 'notAllowed', at, status, said: quoteAnswer(text, request) })
  if (status === 429) return temporary({ kind: 'tooMany', at })
  if (status >= 500 || status === 408 || status === 425) return temporary({ kind: 'failed', at, status, said: quoteAnswer(text, request) })
  return permanent({ kind: 'refused', at, status, said: quoteAnswer(text, request) })
}

/** Sends it once: no redirects, nothing to a link-local address, bounded in time and in what is read. Undefined if it was accepted. */
export const sendRequest = async (request: OutgoingRequest, { timeoutSeconds = 10 } = {}): Promise<DeliveryFailure | undefined> => {
  const { origin: at, hostname } = new URL(request.url)
  if (!isAllowedHost(hostname)) return permanent({ kind: 'forbiddenHost', at })
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000)
  try {
    return failureOfAnswer(await exchange(request, timeout), at, request)
  } catch (error) {
    // Whatever it interrupts: an answer that has begun ends with another error than one that has not.
    return timeout.aborted
      ? temporary({ kind: 'timeout', at, seconds: timeoutSeconds })
      : connectionFailure(error as NodeJS.ErrnoException, at)
  }
}
