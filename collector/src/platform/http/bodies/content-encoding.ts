import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import type { BodyLease } from './body-budget.ts'
import { ApiError } from '../../errors/error-codes.ts'

/** A page of metrics shrinks to a tenth, a monotonous one to a fiftieth; a body that shrinks more was made to. */
export const highestRatio = 200
/** Below this a ratio says nothing. */
const smallBytes = 65_536
/** The stated length up to which a body unpacks within a millisecond: a trip to another thread and back would cost more. */
const quickBytes = 262_144

const gunzipInThread = promisify(gunzip)

/** It counts the bytes that it may fill from the start. */
const unpackInThread = async (compressed: Buffer, maxOutputLength: number, lease: BodyLease): Promise<Buffer> => {
  lease.take(maxOutputLength)
  let usedBytes = 0
  try {
    const body = await gunzipInThread(compressed, { maxOutputLength })
    usedBytes = body.length
    return body
  } finally {
    lease.give(maxOutputLength - usedBytes)
  }
}

/** In one piece, with room for zlib to see its end. */
const unpackAtOnce = (compressed: Buffer, maxOutputLength: number, lease: BodyLease): Buffer => {
  const body = gunzipSync(compressed, { maxOutputLength: Math.max(1, maxOutputLength), chunkSize: Math.max(64, maxOutputLength + 1) })
  lease.take(body.length)
  return body
}

/** The unpacked length that gzip data states: its last four bytes (RFC 1952, ISIZE). It may be wrong. */
const statedLength = (compressed: Buffer): number => compressed.length < 18 ? 0 : compressed.readUInt32LE(compressed.length - 4)

const unpack = async (compressed: Buffer, maxOutputLength: number, lease: BodyLease): Promise<Buffer> => {
  const expected = Math.min(statedLength(compressed), maxOutputLength)
  try {
    return expected > quickBytes ? await unpackInThread(compressed, expected, lease) : unpackAtOnce(compressed, expected, lease)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE' || expected === maxOutputLength) throw error
    // Data of several members states only the length of the last.
    return unpackInThread(compressed, maxOutputLength, lease)
  }
}

/** Whether a body comes as gzip. @throws {ApiError} if it comes as anything else */
export const isGzip = (contentEncoding = 'identity'): boolean => {
  const encoding = contentEncoding.trim().toLowerCase()
  if (encoding === 'gzip' || encoding === 'x-gzip') return true
  if (encoding === 'identity') return false
  throw new ApiError('CONTENT_ENCODING_UNSUPPORTED', `expected content-encoding gzip or none, got ${JSON.stringify(encoding.slice(0, 40))}`)
}

/**
 * Unpacks a body within `maxBytes` and a ratio that honest data stays under; its lease then counts the unpacked bytes.
 * @throws {ApiError} BODY_TOO_LARGE, BODY_UNREADABLE; OVERLOADED if the lease ends
 */
export const unpackBounded = async (compressed: Buffer, maxBytes: number, lease: BodyLease): Promise<Buffer> => {
  const bound = Math.min(maxBytes, Math.max(smallBytes, compressed.length * highestRatio))
  try {
    const body = await unpack(compressed, bound, lease)
    lease.give(compressed.length)
    return body
  } catch (cause) {
    if (cause instanceof ApiError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new ApiError('BODY_TOO_LARGE', `the body of ${compressed.length} bytes is larger than ${bound} bytes after decompression`, {
        cause
      })
    }
    throw new ApiError('BODY_UNREADABLE', 'the body is not valid gzip data; it seems truncated or damaged', { cause })
  }
}
