import { expect, it } from 'vitest'
import { createLogBudget, LogBudgetError } from '../../src/logs/intake/log-budget.ts'
import { StorageUnavailableError } from '../../src/platform/storage/errors.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { logStoreInTest } from './log-store-in-test.ts'

it('lets a device send what it may in a minute at once, then as much as time allows', () => {
  const clock = clockInTest(0)
  const budget = createLogBudget({ clock, bytesPerMinute: 6000 })
  budget.spend('pi', 5999)
  budget.require('pi')
  budget.spend('pi', 3001)
  expect(() => {
    budget.require('pi')
  }).toThrow(expect.objectContaining({ name: 'LogBudgetError', retryAfterSeconds: 30 }) as LogBudgetError)
  budget.require('other')
  clock.advance(29_000)
  expect(() => { budget.require('pi') }).toThrow(LogBudgetError)
  clock.advance(1001)
  budget.require('pi')
})

it('is not spent on a batch that was here before, nor on one that could not be stored', async () => {
  let full = false
  const { logs } = await logStoreInTest({
    around: (storage) => ({
      commit: async (transaction) => {
        if (full) throw new StorageUnavailableError('disk full')
        return await storage.commit(transaction)
      }
    }),
    budget: createLogBudget({ clock: clockInTest(0), bytesPerMinute: 2000 })
  })
  const send = (sequence: number) =>
    logs.append('pi', [{ level: 'info', message: 'x'.repeat(1200), eventMs: 0 }], {
      receivedMs: 0,
      requestId: 'r',
      mark: { stream: 's', sequence }
    })
  await send(1)
  for (let again = 0; again < 5; again++) expect(await send(1)).toEqual({ stored: 0, acknowledgedSequence: 1 })
  full = true
  for (let again = 0; again < 5; again++) await expect(send(2)).rejects.toThrow('disk full')
  full = false
  expect(await send(2)).toEqual({ stored: 1, acknowledgedSequence: 2 })
  await expect(send(3)).rejects.toThrow(LogBudgetError)
})

it('is answered 429 with Retry-After and counted, stores nothing, and holds up no other device', async () => {
  const clock = clockInTest(Date.now())
  const { app, asAdmin, enroll } = await collectorInTest({ clock, env: { MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '65536' } })
  const [key, otherKey] = [await enroll({ id: 'pi-1' }), await enroll({ id: 'pi-2' })]
  const send = (clientId: string, clientKey: string) => app.inject({
    method: 'POST',
    url: '/api/clients/logs',
    headers: { 'x-client-key': clientKey },
    payload: { clientId, logs: Array.from({ length: 50 }, (_, index) => ({ message: `${index} `.padEnd(800, 'x') })) }
  })
  expect((await send('pi-1', key)).json()).toMatchObject({ logsStored: 50 })
  expect((await send('pi-1', key)).json()).toMatchObject({ logsStored: 50 })
  const refused = await send('pi-1', key)
  expect([refused.statusCode, refused.json<{ code: string }>().code, Number(refused.headers['retry-after'])]).toEqual([
    429,
    'TOO_MANY_LOG_BYTES',
    expect.toSatisfy((seconds: number) => seconds > 10 && seconds <= 60)
  ])
  expect((await send('pi-2', otherKey)).statusCode).toBe(200)
  expect((await asAdmin({ url: '/metrics' })).body).toContain('mimamori_collector_messages_refused_total{code="TOO_MANY_LOG_BYTES"} 1')
  clock.advance(Number(refused.headers['retry-after']) * 1000)
  expect((await send('pi-1', key)).json()).toMatchObject({ logsStored: 50 })
})
