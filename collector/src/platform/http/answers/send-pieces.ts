import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsGzip } from '@mimamori/exporter/text-format'

export type Pieces = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/** Tells caches that the answer depends on these headers. */
export const addVary = (reply: FastifyReply, name: string): void => {
  const given = reply.getHeader('vary')
  void reply.header('vary', given === undefined ? name : `${String(given)}, ${name}`)
}

/** Writes status and headers of the answer; its body is written piece by piece. */
const openAnswer = (request: FastifyRequest, reply: FastifyReply) => {
  const packed = acceptsGzip(request.headers['accept-encoding']) ? createGzip({ level: constants.Z_BEST_SPEED }) : undefined
  addVary(reply, 'accept-encoding')
  if (packed !== undefined) void reply.header('content-encoding', 'gzip')
  reply.hijack()
  const response = reply.raw.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders)
  const target = packed ?? response
  const closed = new Promise<never>((_resolve, reject) => {
    target.once('close', () => reject(new Error('closed before the answer was whole')))
  })
  // A connection that closes after the last piece is no error.
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
 * Answers with a long text as it is printed, gzipped if the client takes that: on zlib's thread, a piece at a time, so that nobody
 * waits for the whole. Bypasses Fastify's way of sending a stream, which would ask for pieces before the last have left. A
 * text that fails in the middle ends the connection, so that nobody takes the half for the whole. For routes without a body: a body's
 * memory is released by `onSend`, which does not run here.
 * @throws any error of the printing before its first piece
 */
export const sendPieces = async (request: FastifyRequest, reply: FastifyReply, pieces: Pieces): Promise<void> => {
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
    if (!answer.response.destroyed) request.log.error({ err, requestId: request.id }, 'response could not be printed')
    answer.response.destroy()
  }
}

/** A long answer of JSON, printed as `sendPieces` does it. */
export const sendJsonPieces = (request: FastifyRequest, reply: FastifyReply, pieces: Pieces): Promise<void> =>
  sendPieces(request, reply.type('application/json; charset=utf-8'), pieces)
