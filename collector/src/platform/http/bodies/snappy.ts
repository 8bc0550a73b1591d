import { uncompress } from 'snappyjs'
import type { BodyLease } from './body-budget.ts'
import { ApiError } from '../../errors/error-codes.ts'

/**
 * A copy of 64 bytes takes two or three: a block that states a higher ratio lies
 * (https://github.com/google/snappy/blob/main/format_description.txt).
 */
const highestRatio = 32

/** The length that a block states for itself, a varint at its beginning; undefined if there is none. */
const statedLength = (block: Buffer): number | undefined => {
  let length = 0
  for (let at = 0; at < 5 && at < block.length; at++) {
    length += (block[at]! & 0x7f) * 2 ** (7 * at)
    if (block[at]! < 0x80) return length
  }
  return undefined
}

/**
 * Unpacks a block of snappy, as in the protobuf messages of Loki and Prometheus, within `maxBytes`; its lease then counts
 * the unpacked bytes. @throws {ApiError} BODY_TOO_LARGE, BODY_UNREADABLE; OVERLOADED if the lease ends
 */
export const unpackSnappy = (block: Buffer, maxBytes: number, lease: BodyLease): Buffer => {
  const length = statedLength(block)
  if (length !== undefined && length > maxBytes) {
    throw new ApiError('BODY_TOO_LARGE', `the body is larger than ${maxBytes} bytes after decompression; send it in several`)
  }
  if (length === undefined || length > block.length * highestRatio) {
    throw new ApiError('BODY_UNREADABLE', 'the body is not a block of snappy; it seems truncated or damaged')
  }
  lease.take(length)
  try {
    const body = uncompress(block, maxBytes)
    lease.give(block.length)
    return body
  } catch (cause) {
    throw new ApiError('BODY_UNREADABLE', 'the body is not a block of snappy; it seems truncated or damaged', { cause })
  }
}
