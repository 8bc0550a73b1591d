import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { exchanges, type Exchange } from '../../contract/test/fixtures.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const send = ({ app }: CollectorInTest, { request: { method, path, headers, body } }: Exchange) =>
  app.inject({ method: method as 'POST', url: path, headers, payload: headers['content-encoding'] === 'gzip' ? gzipSync(body) : body })

const importDevice = async (collector: CollectorInTest, { id, key, state }: Exchange['given']['devices'][number]): Promise<void> => {
  const answer = await collector.asAdmin({ method: 'POST', url: '/api/clients/import', payload: { clients: [{ id, key }] } })
  expect(answer.statusCode).toBe(201)
  if (state === 'retired') await collector.deps.registry.retire(id)
}

/** What of an answer is a promise (contract/fixtures/README.md). */
const promised = (body: Readonly<Record<string, unknown>>) => {
  const { requestId, serverTimeMs, message, issues, ...rest } = body
  return {
    ...rest,
    ...(Array.isArray(issues) && { issues: issues.map(({ path }: { path: string }) => path) }),
    has: { requestId: typeof requestId, serverTimeMs: typeof serverTimeMs, message: typeof message }
  }
}

describe('the contract’s golden exchanges', () => {
  it.each(Object.keys(exchanges))('%s is answered as it promises', async (name) => {
    const exchange = exchanges[name]!
    const collector = await collectorInTest({
      env: { ...(exchange.given.takesLateSamples === true && { MIMAMORI_REMOTE_WRITE_URL: 'http://127.0.0.1:1/api/v1/write' }) }
    })
    for (const device of exchange.given.devices) await importDevice(collector, device)
    for (const earlier of exchange.given.after) expect((await send(collector, exchanges[earlier]!)).statusCode).toBe(200)
    const answer = await send(collector, exchange)
    expect(answer.statusCode).toBe(exchange.answer.status)
    expect(answer.headers).toMatchObject(exchange.answer.headers)
    expect(promised(answer.json())).toMatchObject(promised(exchange.answer.body as Record<string, unknown>))
  })
})
