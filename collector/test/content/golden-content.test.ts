import { expect, it } from 'vitest'
import { contentExchanges } from '../../contract/test/fixtures.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { assign, publish } from './content-in-test.ts'

it.each(Object.entries(contentExchanges))('the golden %s of content is answered as it promises', async (_, { given, request, answer }) => {
  const collector = await collectorInTest()
  const imported = await collector.asAdmin({ method: 'POST', url: '/api/clients/import', payload: { clients: given.devices } })
  expect(imported.statusCode).toBe(201)
  await publish(collector, given.content.name, given.content.files)
  await assign(collector, given.content.name, { all: true })
  const { method, path, headers, body } = request
  const sent = await collector.app.inject({ method: method as 'GET', url: path, headers, ...body !== '' && { payload: body } })
  expect([sent.statusCode, sent.headers]).toMatchObject([answer.status, answer.headers])
  const expected = typeof answer.body === 'string' ? answer.body : { ...answer.body as object, requestId: expect.any(String) as string }
  expect(typeof answer.body === 'string' ? sent.body : sent.json()).toEqual(expected)
})
