import type { FastifyRequest, RequestPayload } from 'fastify'
import { ApiError } from './error-codes.ts'

const tooLarge = (maxBytes: number): ApiError => new ApiError('BODY_TOO_LARGE', `the body, as it is sent, is larger than the ${maxBytes} bytes that are taken here`)

/**
 * A request's body once it has come, as it was sent. By events, and without a copy where it came in one piece: an
 * iteration over a stream costs as much as unpacking a report, and each copy brings the next garbage collection nearer.
 * @throws {ApiError} BODY_TOO_LARGE, or BODY_UNREADABLE where the connection ends before it
 */
export const wholeBody = ({ headers }: FastifyRequest, payload: RequestPayload, maxBytes: number): Promise<Buffer> => new Promise((resolve, reject) => {
  if (Number(headers['content-length']) > maxBytes) return reject(tooLarge(maxBytes))
  const chunks: Buffer[] = []
  let length = 0
  payload.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else reject(tooLarge(maxBytes))
  })
  let isWhole = false
  payload.on('end', () => {
    isWhole = true
    resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
  })
  payload.on('error', reject)
  const cutOff = (): void => {
    // An error that nobody sees costs its stack all the same.
    if (!isWhole) reject(new ApiError('BODY_UNREADABLE', 'the connection was closed before the whole body had come'))
  }
  // Who hung up while the request waited its turn sends no event any more.
  if (payload.destroyed === true) cutOff()
  else payload.on('close', cutOff)
})
