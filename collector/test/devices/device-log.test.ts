import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

test('a device’s page has its log in the order in which things happened, newest first, whenever they came', async () => {
  const { asAdmin, deps, enroll } = await collectorInTest()
  await enroll({ id: 'pi-1' })
  const receivedMs = Date.now()
  const append = (message: string, secondsAgo: number) =>
    deps.logs.append('pi-1', [{ level: 'info', message, eventMs: receivedMs - secondsAgo * 1000 }], { receivedMs, requestId: 'r' })
  await append('second', 60)
  await append('third', 10)
  await append('third, too', 10)
  await append('first', 300)
  const { logs } = (await asAdmin({ url: '/admin/data/devices/pi-1' })).json<{ logs: { message: string }[] }>()
  expect(logs.map(({ message }) => message)).toEqual(['third, too', 'third', 'second', 'first'])
})
