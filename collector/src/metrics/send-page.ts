import type { OutgoingHttpHeaders } from 'node:http'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsGzip, contentType } from '@mimamori/exporter/text-format'

type Pieces = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/** Hands on one piece after the other, and asks for the next only when the target is done with the last: its memory may then be used again. */
const writeInTurn = async (pieces: Pieces, target: Writable): Promise<void> => {
  const closed = new Promise<never>((_resolve, reject) => {
    target.once('close', () => reject(new Error('closed before the page was whole')))
  })
  // Who closes after the last piece is no error.
  closed.catch(() => {})
  for await (const piece of pieces) {
    const written = new Promise<void>((resolve, reject) => { target.write(piece, (error) => error ? reject(error) : resolve()) })
    await Promise.race([written, closed])
  }
  target.end()
}

/**
 * Answers with a page in the text format, gzipped where the scraper takes it, as it is printed. Around Fastify's way of
 * sending a stream, which would ask for pieces before the last have left. A page that fails in the middle ends the
 * connection, so that nobody takes the half for the whole.
 */
export const sendPage = async (request: FastifyRequest, reply: FastifyReply, pieces: Pieces): Promise<void> => {
  const packs = acceptsGzip(request.headers['accept-encoding'])
  void reply.type(contentType).header('vary', 'accept-encoding')
  if (packs) void reply.header('content-encoding', 'gzip')
  reply.hijack()
  const response = reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders)
  try {
    if (packs) {
      const packed = createGzip({ level: constants.Z_BEST_SPEED })
      await Promise.all([writeInTurn(pieces, packed), pipeline(packed, response)])
    } else await writeInTurn(pieces, response)
  } catch (err) {
    if (!response.destroyed) request.log.error({ err, requestId: request.id }, 'page could not be printed')
    response.destroy()
  }
}
