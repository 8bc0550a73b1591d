import { lookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { getCACertificates } from 'node:tls'
import { isAllowedHost } from '@mimamori/contract'
import type { DeliveryProblem } from '../../text/delivery-text.ts'
import { isAllowedAddress } from './link-local.ts'
import type { OutgoingRequest } from './outgoing.ts'
import { quoteAnswer } from './quote-answer.ts'

/** What failed, and whether a retry may succeed. */
export interface DeliveryFailure {
  readonly problem: DeliveryProblem
  readonly isTemporary: boolean
}

const maxAnswerBytes = 65_536

/** A name may resolve to any address: the addresses are checked, and only a checked one is connected to. */
const guardedLookup: NonNullable<RequestOptions['lookup']> = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '')
      return
    }
    const allowed = addresses.filter(({ address }) => isAllowedAddress(address))
    if (allowed.length === 0) callback(Object.assign(new Error('link-local'), { code: 'EFORBIDDENHOST' }), '')
    else if (options.all === true) callback(null, allowed)
    else callback(null, allowed[0]!.address, allowed[0]!.family)
  })
}

/** Those of Node and of this server: a LAN has a CA of its own. */
const certificateAuthorities = (): string[] => [...getCACertificates('default'), ...getCACertificates('system')]

const readAnswer = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    // A receiver's answer is short; anything beyond that is not waited for.
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

const temporary = (problem: DeliveryProblem): DeliveryFailure => ({ problem, isTemporary: true })
const permanent = (problem: DeliveryProblem): DeliveryFailure => ({ problem, isTemporary: false })

/** Only a failure that may pass by itself is temporary. */
const failureOfAnswer = ({ status, text }: Answer, at: string, request: OutgoingRequest): DeliveryFailure | undefined => {
  const refusal = status < 300 ? request.refusalIn?.(text) : undefined
  if (refusal !== undefined) return permanent({ kind: 'refused', at, status, said: quoteAnswer(refusal, request) })
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return permanent({ kind: 'redirected', at })
  if (status === 404 || status === 410) return permanent({ kind: 'notFound', at })
  if (status === 401 || status === 403) return permanent({ kind: 'notAllowed', at, status })
  if (status === 429) return temporary({ kind: 'tooMany', at })
  if (status >= 500 || status === 408 || status === 425) return temporary({ kind: 'failed', at, status, said: quoteAnswer(text, request) })
  return permanent({ kind: 'refused', at, status, said: quoteAnswer(text, request) })
}

const failureOfError = (error: unknown, at: string): DeliveryFailure => {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'EFORBIDDENHOST') return permanent({ kind: 'forbiddenHost', at })
  if (/CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/.test(code)) return temporary({ kind: 'certificate', at, reason: code })
  if (code === 'ECONNREFUSED') return temporary({ kind: 'connectionRefused', at })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return temporary({ kind: 'nameNotFound', at })
  return temporary({ kind: 'unreachable', at, reason: code || message })
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
    return timeout.aborted ? temporary({ kind: 'timeout', at, seconds: timeoutSeconds }) : failureOfError(error, at)
  }
}
