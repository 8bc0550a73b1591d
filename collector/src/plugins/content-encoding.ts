import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import type { preParsingAsyncHookHandler, RequestPayload } from 'fastify'
import { ApiError } from './error-codes.ts'

/** A page of metrics shrinks to a tenth, a monotonous one to a fiftieth; what shrinks more was made to. */
const highestRatio = 200
/** Below this a ratio says nothing. */
const smallBytes = 65_536
/** What is said to be no longer unpacks within a millisecond: the way to another thread and back would cost more. */
const quickBytes = 262_144

const unpackElsewhere = promisify(gunzip)

/** By events: an iteration over a stream costs as much as unpacking a report. */
const collect = (payload: RequestPayload, maxBytes: number): Promise<Buffer> => new Promise((resolve, reject) => {
  const chunks: Buffer[] = []
  let length = 0
  payload.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else reject(new ApiError('BODY_TOO_LARGE', `the compressed body is larger than ${maxBytes} bytes`))
  })
  let isWhole = false
  payload.on('end', () => {
    isWhole = true
    resolve(Buffer.concat(chunks, length))
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

/** What gzip data says of its own length, unpacked: its last four bytes (RFC 1952, ISIZE). Nobody has to say the truth. */
const saidLength = (compressed: Buffer): number => compressed.length < 18 ? 0 : compressed.readUInt32LE(compressed.length - 4)

const unpack = async (compressed: Buffer, maxOutputLength: number): Promise<Buffer> => {
  const said = saidLength(compressed)
  if (said > Math.min(quickBytes, maxOutputLength)) return unpackElsewhere(compressed, { maxOutputLength })
  try {
    // In one piece, with room for zlib to see its end.
    return gunzipSync(compressed, { maxOutputLength: Math.max(1, said), chunkSize: Math.max(64, said + 1) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error
    return unpackElsewhere(compressed, { maxOutputLength })
  }
}

const unpackBounded = async (compressed: Buffer, maxBytes: number): Promise<Buffer> => {
  const bound = Math.min(maxBytes, Math.max(smallBytes, compressed.length * highestRatio))
  try {
    return await unpack(compressed, bound)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new ApiError('BODY_TOO_LARGE', `the body grows from ${compressed.length} to more than ${bound} bytes when it is unpacked`, { cause })
    }
    throw new ApiError('BODY_UNREADABLE', 'the body is not whole gzip data; it seems cut off or damaged', { cause })
  }
}

/**
 * Unpacks gzip bodies before they are parsed, within the route's body limit and a ratio that honest data stays under.
 * For `preParsing` in the scope of the routes that devices send to.
 */
export const unpackBody = ({ maxCompressedBytes }: { readonly maxCompressedBytes: number }): preParsingAsyncHookHandler => async (request, _reply, payload) => {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity') return payload
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new ApiError('CONTENT_ENCODING_UNSUPPORTED', `expected content-encoding gzip or none, got ${JSON.stringify(encoding.slice(0, 40))}`)
  const compressed = await collect(payload, maxCompressedBytes)
  const body: RequestPayload = Readable.from(await unpackBounded(compressed, request.routeOptions.bodyLimit), { objectMode: false })
  body.receivedEncodedLength = compressed.length
  return body
}
