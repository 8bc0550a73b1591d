import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify'
import { highestRatio, isGzip, unpackBounded } from '../platform/http/bodies/content-encoding.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { jsonReader } from '../platform/http/bodies/json-reader.ts'
import { unpackSnappy } from '../platform/http/bodies/snappy.ts'
import { wholeBody } from '../platform/http/bodies/whole-body.ts'

/** Largest body of a device, unpacked. */
export const deviceBodyLimit = 4 * 1024 * 1024

/** Bounds of a body as it is sent; unpacked, it has the route's body limit. */
interface BodyBounds {
  readonly maxCompressedBytes: number
  /** The most values of a JSON body, if not those of every device's messages (json-reader.ts). */
  readonly jsonValues?: number | undefined
}

interface ReadOptions extends BodyBounds {
  readonly bodyLimit: number
  readonly isPacked: boolean
}

const readBody = async (
  request: FastifyRequest,
  payload: RequestPayload,
  { maxCompressedBytes, bodyLimit, isPacked }: ReadOptions
): Promise<Buffer> => {
  const {
    headers: { 'content-length': contentLength }
  } = request
  const lease = request.server.bodyLease(request)
  const body = await wholeBody(payload, { contentLength, maxBytes: isPacked ? maxCompressedBytes : bodyLimit, lease })
  const spend = (bytes: number): void => {
    request.server.spendWork(request.device.id, { bytes })
  }
  if (!isPacked) {
    spend(body.length)
    return body
  }
  try {
    const unpacked = await unpackBounded(body, bodyLimit, lease)
    lease.own(unpacked)
    spend(unpacked.length)
    return unpacked
  } catch (error) {
    // How far it came is unknown. If there was no room for it, nothing was unpacked.
    if (!(error instanceof ApiError && error.code === 'OVERLOADED')) spend(Math.min(bodyLimit, body.length * highestRatio))
    throw error
  }
}

/** Lets the routes of a scope take JSON that may be packed with gzip. */
export const acceptPackedJson = (app: FastifyInstance, bounds: BodyBounds): void => {
  const readJson = jsonReader(app, bounds.jsonValues)
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: RequestPayload) => {
    // Unpacked, too: JSON is read in one go, and four times as much would block everybody else.
    const bodyLimit = Math.min(request.routeOptions.bodyLimit, bounds.maxCompressedBytes)
    return readJson(
      request,
      await readBody(request, payload, { ...bounds, bodyLimit, isPacked: isGzip(request.headers['content-encoding']) })
    )
  })
}

/** Lets them take `text/plain`, too: valid UTF-8 without NUL, as it came, since most of it is never needed as a string. */
export const acceptPackedText = (app: FastifyInstance, bounds: BodyBounds): void => {
  app.addContentTypeParser('text/plain', async (request: FastifyRequest, payload: RequestPayload) => {
    const body = await readBody(request, payload, {
      ...bounds,
      bodyLimit: request.routeOptions.bodyLimit,
      isPacked: isGzip(request.headers['content-encoding'])
    })
    if (!isUtf8(body)) throw new ApiError('BODY_UNREADABLE', 'the body is not valid UTF-8')
    if (body.includes(0)) throw new ApiError('BODY_UNREADABLE', 'the body has a NUL character')
    return body
  })
}

/** Lets them take `application/x-protobuf`: a message in a block of snappy, which some name as its encoding, unpacked. */
export const acceptSnappyProtobuf = (app: FastifyInstance, bounds: BodyBounds): void => {
  app.addContentTypeParser('application/x-protobuf', async (request: FastifyRequest, payload: RequestPayload) => {
    const { headers: { 'content-encoding': encoding }, routeOptions: { bodyLimit } } = request
    const isPacked = encoding !== 'snappy' && isGzip(encoding)
    const block = await readBody(request, payload, { ...bounds, bodyLimit: bounds.maxCompressedBytes, isPacked })
    const body = unpackSnappy(block, bodyLimit, app.bodyLease(request))
    app.spendWork(request.device.id, { bytes: body.length })
    return body
  })
}
