import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestPayload } from 'fastify'
import type { BodyLease } from './body-budget.ts'
import { ApiError } from '../errors/error-codes.ts'

/** What a connection was answered beside the request that was arriving on it: whoever reads its body sees only the end that follows. */
const answers = new WeakMap<Socket, ApiError>()
export const noteAnswer = (socket: Socket, answer: ApiError): void => { answers.set(socket, answer) }

interface WholeBodyOptions {
  /** What the header says, if it is there. */
  readonly contentLength: string | undefined
  readonly maxBytes: number
  readonly lease: BodyLease
}

/** So many pieces are put together at a time: each costs some 300 bytes, and a body may come byte by byte. */
const mostLoose = 256

/**
 * A request's body once it has come, as it was sent. By events: an iteration over a stream costs as much as unpacking a
 * report. What came in one piece is not copied, since each copy brings the next garbage collection nearer; Node has made
 * it for this request alone (`on_body` in https://github.com/nodejs/node/blob/main/src/node_http_parser.cc).
 * @throws {ApiError} BODY_TOO_LARGE; OVERLOADED where the lease ends; where the connection ends before it, what it was answered, else CONNECTION_LOST
 */
export const wholeBody = (payload: RequestPayload, { contentLength, maxBytes, lease }: WholeBodyOptions): Promise<Buffer> => new Promise((resolve, reject) => {
  const pieces: Buffer[] = []
  let loose: Buffer[] = []
  let length = 0
  /** Whether so many bytes in all, of which `added` are new, may be held. */
  const admit = (all: number, added: number): boolean => {
    try {
      if (all > maxBytes) throw new ApiError('BODY_TOO_LARGE', `the body is larger than ${maxBytes} bytes, as it is sent`)
      lease.take(added)
      return true
    } catch (error) {
      const reason = error as Error
      stop()
      reject(reason)
      return false
    }
  }
  /** What is said to come counts only as it comes, but is refused before it does where there is no room for it. */
  const admitWhole = (bytes: number): boolean => {
    const isAdmitted = admit(bytes, bytes)
    if (isAdmitted) lease.give(bytes)
    return isAdmitted
  }
  const take = (chunk: Buffer): void => {
    length += chunk.length
    if (!admit(length, chunk.length) || loose.push(chunk) < mostLoose) return
    pieces.push(Buffer.concat(loose))
    loose = []
  }
  const end = (): void => {
    stop()
    pieces.push(...loose)
    resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, length))
  }
  const lose = (cause?: Error): void => {
    stop()
    const { socket } = payload as Partial<IncomingMessage>
    reject((socket && answers.get(socket)) ?? new ApiError('CONNECTION_LOST', 'the connection was closed before the whole body was received', { cause }))
  }
  /** An error that nobody sees costs its stack all the same, and what was refused need not be held. */
  const stop = (): void => {
    payload.off('data', take).off('end', end).off('error', lose).off('close', lose)
  }
  // Who hung up while the request waited its turn sends no more events.
  if (payload.destroyed === true) lose()
  else if (contentLength !== undefined && !admitWhole(Number(contentLength))) return
  else payload.on('data', take).on('end', end).on('error', lose).on('close', lose)
})
