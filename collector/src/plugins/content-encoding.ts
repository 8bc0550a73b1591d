import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { preParsingAsyncHookHandler, RequestPayload } from 'fastify'
import { ApiError } from './error-codes.ts'

/** A page of metrics shrinks to a tenth, a monotonous one to a fiftieth; what shrinks more was made to. */
const highestRatio = 200
/** Below this a ratio says nothing. */
const smallBytes = 65_536

const unpack = promisify(gunzip)

const collect = async (payload: RequestPayload, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new ApiError('BODY_TOO_LARGE', `the compressed body is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const unpackBounded = async (compressed: Buffer, maxBytes: number): Promise<Buffer> => {
  const bound = Math.min(maxBytes, Math.max(smallBytes, compressed.length * highestRatio))
  try {
    return await unpack(compressed, { maxOutputLength: bound })
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
  const body: RequestPayload = Readable.from([await unpackBounded(compressed, request.routeOptions.bodyLimit)], { objectMode: false })
  body.receivedEncodedLength = compressed.length
  return body
}
