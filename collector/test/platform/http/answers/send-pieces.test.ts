import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { sendPieces } from '../../../../src/platform/http/answers/send-pieces.ts'

let app: FastifyInstance
afterEach(async () => app.close())

const serve = async (pieces: () => AsyncIterable<Buffer>): Promise<URL> => {
  app = fastify()
  app.get('/', async (request, reply) => sendPieces(request, reply, pieces()))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return new URL(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
}

const ask = async (url: URL, acceptEncoding: string): Promise<IncomingMessage> => {
  const [answer] = await once(get(url, { headers: { 'accept-encoding': acceptEncoding } }), 'response') as [IncomingMessage]
  return answer
}

const lineLength = 1000
/** Prints each piece into the same memory, as the live store does. */
async function* printed (pieces: number, onEnd = () => {}): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(64 * lineLength)
  try {
    for (let piece = 0; piece < pieces; piece++) {
      // Small ones in between: nobody may hold one back to send it with the next.
      const lines = piece % 3 === 0 ? 1 : 64
      for (let line = 0; line < lines; line++) memory.write(`${piece}_${line}`.padEnd(lineLength - 1, 'x') + '\n', line * lineLength)
      yield memory.subarray(0, lines * lineLength)
    }
  } finally {
    onEnd()
  }
}

const expected = async (pieces: number): Promise<string> => {
  let text = ''
  for await (const piece of printed(pieces)) text += piece.toString()
  return text
}

it.each([
  ['as it is', 'identity', (page: Buffer) => page],
  ['packed', 'gzip', gunzipSync]
])('a page whose pieces share their memory arrives whole %s, however slowly it is read', async (_how, acceptEncoding, unpack) => {
  const answer = await ask(await serve(() => printed(100)), acceptEncoding)
  // Until now nothing was read: what the kernel does not hold waits in the process.
  const page = unpack(await buffer(answer)).toString()
  expect(page === await expected(100)).toBe(true)
})

it.each(['identity', 'gzip'])('who hangs up in the middle ends the printing (%s)', async (acceptEncoding) => {
  const ended = Promise.withResolvers<void>()
  const answer = await ask(await serve(() => printed(1_000_000, ended.resolve)), acceptEncoding)
  await once(answer, 'data')
  answer.destroy()
  await ended.promise
})

it.each(['identity', 'gzip'])('a page that fails in the middle is cut off, and not taken for whole (%s)', async (acceptEncoding) => {
  const answer = await ask(await serve(async function* () {
    yield* printed(3)
    throw new Error('a bug')
  }), acceptEncoding)
  await expect(buffer(answer)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

it.each(['identity', 'gzip'])('a page that fails before its first piece is an error like any other (%s)', async (acceptEncoding) => {
  const answer = await ask(await serve(async function* () {
    yield* []
    throw new Error('a bug')
  }), acceptEncoding)
  expect(answer.statusCode).toBe(500)
  answer.resume()
})

it.each([
  ['identity', (page: Buffer) => page],
  ['gzip', gunzipSync]
] as const)('a page of nothing is empty (%s)', async (acceptEncoding, unpack) => {
  const answer = await ask(
    await serve(async function* () {
      yield* []
    }),
    acceptEncoding
  )
  expect([answer.statusCode, unpack(await buffer(answer)).length]).toEqual([200, 0])
})
