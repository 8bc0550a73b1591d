import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsGzip } from '@mimamori/exporter/text-format'
import { addVary } from './send-pieces.ts'

const compress = promisify(gzip)

/**
 * An answer that is the same for many: its bytes are in memory once for each encoding, however many readers leave it unread, and are
 * compressed once. Its type is the caller's to set.
 */
export const sharedAnswer = (content: string | Buffer): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> => {
  const plain = Buffer.from(content)
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url')}"`
  let compressed: Promise<Buffer> | undefined
  return async ({ headers }, reply) => {
    addVary(reply.header('etag', etag), 'accept-encoding')
    if (headers['if-none-match']?.includes(etag) === true) return reply.code(304).send()
    if (!acceptsGzip(headers['accept-encoding'])) return reply.send(plain)
    return reply.header('content-encoding', 'gzip').send(await (compressed ??= compress(plain)))
  }
}
