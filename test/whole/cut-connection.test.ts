import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createManualClock } from '../../agent/test/manual-clock.ts'
import { clockInTest, collectorInTest } from '../../collector/test/collector-in-test.ts'
import { repeatableNumbers } from '../../collector/test/devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { startAgentInTest } from './agent-in-test.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { storedLines } from './stored-lines.ts'

const id = 'pi-kiosk-03'
const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'
/** More than the head of a request, and less than a batch of this test. */
const longestPart = 8000

test.each([
  ['request', longestPart],
  // The answer is 300 bytes; what comes later is that to the next batch of the connection.
  ['answer', 900]
] as const)('each line is there once and in order where connections break 25 times at any byte of the %s', async (direction, mostBytes) => {
  const numbers = repeatableNumbers(20_261_128)
  const startMs = Date.UTC(2026, 10, 28, 16)
  const serverClock = clockInTest(startMs)
  const collector = await collectorInTest({ clock: serverClock })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  let cutsLeft = 25
  const proxy = await startCuttingProxy({
    port: (collector.app.server.address() as AddressInfo).port,
    nextCut: () => cutsLeft-- > 0 ? { direction, bytes: numbers(mostBytes) } : undefined,
    until: onTestFinished
  })
  const clock = createManualClock(60_000, startMs)
  const passMs = async (ms: number): Promise<void> => {
    serverClock.advance(ms)
    await clock.advance(ms)
  }
  const agent = startAgentInTest({
    url: `http://127.0.0.1:${proxy.port}/api`,
    key: await collector.enroll({ id }),
    directory: temporaryDirectory(),
    boot,
    clock
  })
  const written: string[] = []
  while (cutsLeft > 0) {
    for (let count = 50 + numbers(50); count > 0; count--) {
      const message = `line ${written.length} ${Array.from({ length: 12 }, () => numbers(2 ** 30).toString(36)).join('')}`
      written.push(message)
      agent.spool.append({ items: [agent.item(message)], boot }, { source: 'numbers', position: String(written.length) })
    }
    await agent.drain(passMs)
  }
  await agent.stop()
  expect(proxy.counts[direction]).toBeGreaterThanOrEqual(20)
  expect((await storedLines(collector, id)).map(({ message }) => message).filter((message) => message.startsWith('line '))).toEqual(written)
  expect(agent.spool.stats().dropped).toBe(0)
})
