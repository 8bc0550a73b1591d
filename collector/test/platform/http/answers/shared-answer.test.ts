import { gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { sharedAnswer } from '../../../../src/platform/http/answers/shared-answer.ts'

const inTest = () => {
  const app = Fastify()
  const sent: unknown[] = []
  app.addHook('onSend', async (_request, _reply, payload) => { sent.push(payload) })
  const answer = sharedAnswer('見守り'.repeat(1000))
  app.get('/', async (request, reply) => answer(request, reply.type('text/plain; charset=utf-8').header('vary', 'cookie')))
  return { sent, ask: (headers: Readonly<Record<string, string>> = {}) => app.inject({ url: '/', headers }) }
}

it.each([{}, { 'accept-encoding': 'gzip' }])('has the same bytes in memory for all its readers: %j', async (headers) => {
  const { ask, sent } = inTest()
  await Promise.all([ask(headers), ask(headers)])
  expect(sent[0]).toBeInstanceOf(Buffer)
  expect(sent[1]).toBe(sent[0])
})

it('is compressed for those that take it, and empty for those that have it', async () => {
  const { ask } = inTest()
  const [plain, packed] = [await ask(), await ask({ 'accept-encoding': 'gzip' })]
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'cookie, accept-encoding', etag: plain.headers.etag })
  const again = await ask({ 'if-none-match': String(plain.headers.etag) })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})
