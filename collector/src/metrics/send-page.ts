import { Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsGzip, contentType } from '@mimamori/exporter/text-format'

/** Answers with a page in the text format, gzipped where the scraper takes it, as it is printed. */
export const sendPage = (request: FastifyRequest, reply: FastifyReply, pieces: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): FastifyReply => {
  const page = Readable.from(pieces, { objectMode: false })
  void reply.type(contentType).header('vary', 'accept-encoding')
  if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(page)
  const packed = createGzip({ level: constants.Z_BEST_SPEED })
  page.on('error', (error) => packed.destroy(error))
  packed.on('close', () => page.destroy())
  return reply.header('content-encoding', 'gzip').send(page.pipe(packed))
}
