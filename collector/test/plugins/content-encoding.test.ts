import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { unpackBody } from '../../src/plugins/content-encoding.ts'

const half = gzipSync('{"whole":true}').subarray(0, 10)

const destroyed = (): Readable => new Readable().destroy()
const destroyedMidway = (): Readable => {
  const payload = new Readable({ read: () => {} })
  payload.push(half)
  payload.once('data', () => payload.destroy())
  return payload
}

test.each([
  ['was closed before', destroyed],
  ['is closed midway', destroyedMidway]
])('a compressed body whose connection %s is given up, not waited for', async (_when, payload) => {
  const app = fastify()
  app.addHook('preParsing', async () => payload())
  app.addHook('preParsing', unpackBody({ maxCompressedBytes: 1000 }))
  app.post('/', () => 'taken')
  const answer = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, payload: '{}' })
  expect(answer.json()).toMatchObject({ code: 'BODY_UNREADABLE' })
})
