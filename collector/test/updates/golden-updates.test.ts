import { describe, expect, it } from 'vitest'
import { updateExchanges, type UpdateExchange } from '../../contract/test/fixtures.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const send = ({ asAdmin }: CollectorInTest, { request: { path, body } }: UpdateExchange) => asAdmin({ method: 'POST', url: path, body })

/** What of an answer is a promise (contract/fixtures/README.md): of an error all but its wording. */
const promised = (body: Readonly<Record<string, unknown>>) => ({
  ...body,
  requestId: typeof body['requestId'],
  ...'code' in body && { message: typeof body['message'] },
  ...Array.isArray(body['issues']) && { issues: body['issues'].map(({ path }: { path: string }) => path) }
})

describe('the contract’s golden messages of an update run', () => {
  it.each(Object.keys(updateExchanges))('%s is answered as it promises', async (name) => {
    const exchange = updateExchanges[name]!
    const collector = await collectorInTest()
    for (const id of exchange.given.devices) await collector.enroll({ id })
    for (const earlier of exchange.given.after) expect((await send(collector, updateExchanges[earlier]!)).statusCode).toBeLessThan(300)
    const answer = await send(collector, exchange)
    expect(answer.statusCode).toBe(exchange.answer.status)
    expect(promised(answer.json())).toEqual(promised(exchange.answer.body as Record<string, unknown>))
  })
})
