import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestPayload } from 'fastify'
import type { BodyLease } from './body-budget.ts'
import { ApiError } from '../../errors/error-codes.ts'

/** Answers sent on a connection while the body of a request was still arriving. The reader of that body only sees the connection end. */
const answers = new WeakMap<Socket, ApiError>()
export const recordAnswer = (socket: Socket, answer: ApiError): void => { answers.set(socket, answer) }

interface WholeBodyOptions {
  /** The value of the header, if it exists. */
  readonly contentLength: string | undefined
  readonly maxBytes: number
  readonly lease: BodyLease
}

/** After this many chunks, they are joined: each costs some 300 bytes, and a body may arrive byte by byte. */
const mostLoose = 256

/**
 * Reads the whole body of a request, as it was sent. By events, since iterating over a stream costs as much as unpacking a report. A body
 * of one chunk is not copied, since copies cause garbage collections; Node has made the chunk for this request alone (`on_body` in
 * https://github.com/nodejs/node/blob/main/src/node_http_parser.cc).
 * @throws {ApiError} BODY_TOO_LARGE; OVERLOADED if the lease ends; if the connection ends first, the error it was answered with, else
 * CONNECTION_LOST
 */
export const wholeBody = (payload: RequestPayload, { contentLength, maxBytes, lease }: WholeBodyOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let loose: Buffer[] = []
    let length = 0
    /** Whether `all` bytes may be in memory, of which `added` are new; rejects otherwise. */
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
    /** The announced length: rejected now if it exceeds a limit, and counted only as the bytes arrive. */
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
      reject(
        (socket && answers.get(socket)) ??
          new ApiError('CONNECTION_LOST', 'the connection was closed before the whole body was received', { cause })
      )
    }
    /** Removes the listeners: later events would create errors that nobody sees, and keep the chunks in memory. */
    const stop = (): void => {
      payload.off('data', take).off('end', end).off('error', lose).off('close', lose)
    }
    // A client that disconnected while the request waited its turn causes no more events.
    if (payload.destroyed === true) lose()
    else if (contentLength !== undefined && !admitWhole(Number(contentLength))) return
    else payload.on('data', take).on('end', end).on('error', lose).on('close', lose)
  })
