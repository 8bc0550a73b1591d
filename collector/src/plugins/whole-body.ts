import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestPayload } from 'fastify'
import { ApiError } from './error-codes.ts'

/** What a connection was answered beside the request that was arriving on it: whoever reads its body sees only the end that follows. */
const answers = new WeakMap<Socket, ApiError>()
export const noteAnswer = (socket: Socket, answer: ApiError): void => { answers.set(socket, answer) }

interface WholeBodyOptions {
  /** What the header says, if it is there. */
  readonly contentLength: string | undefined
  readonly maxBytes: number
}

/**
 * A request's body once it has come, as it was sent. By events: an iteration over a stream costs as much as unpacking a
 * report. What came in one piece is not copied, since each copy brings the next garbage collection nearer; Node has made
 * it for this request alone (`on_body` in https://github.com/nodejs/node/blob/main/src/node_http_parser.cc).
 * @throws {ApiError} BODY_TOO_LARGE; where the connection ends before it, what it was answered, else CONNECTION_LOST
 */
export const wholeBody = (payload: RequestPayload, { contentLength, maxBytes }: WholeBodyOptions): Promise<Buffer> => new Promise((resolve, reject) => {
  const chunks: Buffer[] = []
  let length = 0
  const refuse = (): void => {
    stop()
    reject(new ApiError('BODY_TOO_LARGE', `the body, as it is sent, is larger than the ${maxBytes} bytes that are taken here`))
  }
  const take = (chunk: Buffer): void => {
    length += chunk.length
    if (length > maxBytes) refuse()
    else chunks.push(chunk)
  }
  const end = (): void => {
    stop()
    resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length))
  }
  const lose = (cause?: Error): void => {
    stop()
    const { socket } = payload as Partial<IncomingMessage>
    reject((socket && answers.get(socket)) ?? new ApiError('CONNECTION_LOST', 'the connection was closed before the whole body had come', { cause }))
  }
  /** An error that nobody sees costs its stack all the same, and what was refused need not be held. */
  const stop = (): void => {
    payload.off('data', take).off('end', end).off('error', lose).off('close', lose)
  }
  if (Number(contentLength) > maxBytes) refuse()
  // Who hung up while the request waited its turn sends no event any more.
  else if (payload.destroyed === true) lose()
  else payload.on('data', take).on('end', end).on('error', lose).on('close', lose)
})
