import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsGzip, contentType } from '@mimamori/exporter/text-format'

/** Writes the head of the answer; what follows is written piece by piece. */
const openAnswer = (request: FastifyRequest, reply: FastifyReply) => {
  const packed = acceptsGzip(request.headers['accept-encoding']) ? createGzip({ level: constants.Z_BEST_SPEED }) : undefined
  void reply.type(contentType).header('vary', 'accept-encoding')
  if (packed !== undefined) void reply.header('content-encoding', 'gzip')
  reply.hijack()
  const response = reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders)
  const target = packed ?? response
  const closed = new Promise<never>((_resolve, reject) => {
    target.once('close', () => reject(new Error('closed before the page was whole')))
  })
  // Who closes after the last piece is no error.
  closed.catch(() => {})
  // Whichever of the two fails closes the other.
  if (packed !== undefined) pipeline(packed, response).catch(() => {})
  return {
    response,
    /** Resolves once the piece has left: its memory may then be used again. */
    write: (piece: string | Buffer): Promise<void> => Promise.race([
      new Promise<void>((resolve, reject) => { target.write(piece, (error) => error ? reject(error) : resolve()) }),
      closed
    ]),
    end: () => { target.end() }
  }
}

/**
 * Answers with a page in the text format, gzipped where the scraper takes it, as it is printed. Around Fastify's way of
 * sending a stream, which would ask for pieces before the last have left. A page that fails in the middle ends the
 * connection, so that nobody takes the half for the whole.
 * @throws what the page fails with before its first piece
 */
export const sendPage = async (request: FastifyRequest, reply: FastifyReply, pieces: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<void> => {
  let answer: ReturnType<typeof openAnswer> | undefined
  try {
    for await (const piece of pieces) {
      answer ??= openAnswer(request, reply)
      await answer.write(piece)
    }
    answer ??= openAnswer(request, reply)
    answer.end()
  } catch (err) {
    if (answer === undefined) throw err
    if (!answer.response.destroyed) request.log.error({ err, requestId: request.id }, 'page could not be printed')
    answer.response.destroy()
  }
}
