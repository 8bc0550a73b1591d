import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/settings.ts'
import type { IngestMetrics } from '../metrics/own/ingest-metrics.ts'
import { unpackBody } from '../plugins/content-encoding.ts'
import { toApiError } from '../plugins/errors.ts'

/** Largest body of a device, unpacked. */
export const deviceBodyLimit = 4 * 1024 * 1024

/** For the OpenAPI description of each route that takes text of devices; the rule is logs/log-context.ts's. */
export const textRule = 'Text may have any character. `\\u0000` and half surrogate pairs are stored as U+FFFD, since databases and terminals cannot hold them; a bare NUL byte is no JSON and is refused.'

/** What all routes that devices send to have in common: gzip, and a count of what is refused. */
export const prepareDeviceScope = (app: FastifyInstance, { config, metrics }: { readonly config: Pick<Config, 'maxBodyBytes'>, readonly metrics: IngestMetrics }): void => {
  app.addHook('preParsing', unpackBody({ maxCompressedBytes: config.maxBodyBytes }))
  app.addHook('onError', async (_request, _reply, error) => { metrics.refused(toApiError(error).code) })
}
