import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { wholeBody } from '../../src/plugins/whole-body.ts'

const request = (headers: Record<string, string> = {}): FastifyRequest => ({ headers }) as unknown as FastifyRequest

const destroyed = (): Readable => new Readable().destroy()
const destroyedMidway = (): Readable => {
  const payload = new Readable({ read: () => {} })
  payload.push('half')
  payload.once('data', () => payload.destroy())
  return payload
}

it.each([
  ['was closed before', destroyed],
  ['is closed midway', destroyedMidway]
])('a body whose connection %s is given up, not waited for', async (_when, payload) => {
  await expect(wholeBody(request(), payload(), 1000)).rejects.toMatchObject({ code: 'BODY_UNREADABLE' })
})

it('a body that came in one piece is not copied', async () => {
  const piece = Buffer.from('one piece')
  expect(await wholeBody(request(), Readable.from([piece]), 1000)).toBe(piece)
})

it('a body of several pieces is put together', async () => {
  expect(String(await wholeBody(request(), Readable.from([Buffer.from('two '), Buffer.from('pieces')]), 1000))).toBe('two pieces')
})

it('a body that is said to be too large is refused before any of it is read', async () => {
  const payload = new Readable({ read: () => { throw new Error('it was read') } })
  await expect(wholeBody(request({ 'content-length': '1001' }), payload, 1000)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
})

it('a body that is larger than was said is refused at the first byte too many', async () => {
  await expect(wholeBody(request(), Readable.from([Buffer.alloc(1000), Buffer.alloc(1)]), 1000)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
})
