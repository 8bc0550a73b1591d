import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/settings.ts'
import { createRefusalNote, type RefusedMessage } from '../ingest/note-refusal.ts'
import type { IngestMetrics } from '../metrics/own/ingest-metrics.ts'
import { acceptPackedJson, acceptPackedText } from '../http/bodies/device-bodies.ts'
import { toApiError } from './errors.ts'
import type { Presence } from '../devices/connection/presence.ts'
import type { Device } from '../devices/registry/device.ts'

/** Largest body of a device, unpacked. */
export const deviceBodyLimit = 4 * 1024 * 1024

/** For the OpenAPI description of each route that takes text of devices; the rule is logs/log-context.ts's. */
export const textRule = 'Text may have any character. `\\u0000` and half surrogate pairs are stored as U+FFFD, since databases and terminals cannot hold them; a bare NUL byte is no JSON and is refused.'

interface ScopeParts {
  readonly config: Pick<Config, 'maxBodyBytes'>
  readonly metrics: IngestMetrics
  readonly presence: Presence
  readonly clock: Clock
  /** What a request that was refused can still tell of its device. Its headers may be unchecked, its body unread. */
  readonly refused: (request: FastifyRequest) => RefusedMessage
  /** `text/plain` as well as JSON. */
  readonly takesText?: boolean
}

/** What all routes that devices send to have in common: gzip, and what is kept of a message that is refused. */
export const prepareDeviceScope = (app: FastifyInstance, { config, metrics, presence, clock, refused, takesText = false }: ScopeParts): void => {
  const noteRefusal = createRefusalNote({ presence, clock })
  const bounds = { maxCompressedBytes: config.maxBodyBytes }
  acceptPackedJson(app, bounds)
  if (takesText) acceptPackedText(app, bounds)
  app.addHook('onError', async (request, _reply, error) => {
    const { code, statusCode } = toApiError(error)
    metrics.refused(code)
    // Before its key was checked there is none.
    const device = request.device as Device | undefined
    if (device !== undefined) noteRefusal(device.id, { code, statusCode }, refused(request))
  })
}
