import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../platform/config/settings.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { Device } from '../devices/registry/device.ts'
import { acceptPackedJson, acceptPackedText, acceptSnappyProtobuf } from './device-bodies.ts'
import { toApiError } from '../platform/http/errors/to-api-error.ts'
import { createRefusalRecorder, type RefusedMessage } from './record-refusal.ts'
import type { IngestMetrics } from './ingest-metrics.ts'

interface Options {
  readonly config: Pick<Config, 'maxBodyBytes'>
  readonly ingestMetrics: IngestMetrics
  readonly connections: Connections
  /** Reads from a refused request what it says about its device. Its headers may be unchecked, its body unread. */
  readonly refused: (request: FastifyRequest) => RefusedMessage
  /** `text/plain` as well as JSON. */
  readonly takesText?: boolean
  /** `application/x-protobuf` in snappy as well as JSON, with the same limit for both, sent and unpacked. */
  readonly protobuf?: { readonly maxBytes: number, readonly jsonValues: number }
}

const plugin = async (
  app: FastifyInstance, { config, ingestMetrics, connections, refused, takesText = false, protobuf }: Options
): Promise<void> => {
  const recordRefusal = createRefusalRecorder({ connections })
  const bounds = { maxCompressedBytes: Math.max(config.maxBodyBytes, protobuf?.maxBytes ?? 0), jsonValues: protobuf?.jsonValues }
  acceptPackedJson(app, bounds)
  if (takesText) acceptPackedText(app, bounds)
  if (protobuf !== undefined) acceptSnappyProtobuf(app, bounds)
  app.addHook('onError', async (request, _reply, error) => {
    const { code, statusCode } = toApiError(error)
    ingestMetrics.refused(code)
    // Undefined before its key was checked.
    const device = request.device as Device | undefined
    if (device !== undefined) recordRefusal(device.id, { code, statusCode }, { ...refused(request), receivedMs: request.receivedMs })
  })
}

/** The common part of routes that devices send to, for the scope of one: gzip, and the record of a refused message. */
export default fp(plugin, { name: 'device-messages', dependencies: ['device-authentication', 'body-leases'], fastify: '5.x' })
