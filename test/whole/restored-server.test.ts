import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { createManualClock } from '../../agent/test/manual-clock.ts'
import { backedUpServer, serverInTest, testWithRestic } from '../../collector/cli/test/backup/server-in-test.ts'
import { clockInTest, collectorInTest } from '../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { startAgentInTest } from './agent-in-test.ts'
import { startCuttingProxy, type Cut } from './cutting-proxy.ts'
import { storedLines } from './stored-lines.ts'

const id = 'pi-kiosk-03'
const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'
/** More than the answer to a report, and less than that and the answer to the batch of lines after it. */
const bytesOfOneAnswer = 700
const period = /^log lines received from \d{4}-.*Z to \d{4}-.*Z are not on the server: it was restored from a backup$/
const batches = /^log batches (\d+) to (\d+) of this device are not on the server: /

testWithRestic.each([
  ['has acknowledged lines since, says which are lost', ['lost 1', 'lost 2']],
  ['has an unanswered batch in its backup, takes it no second time', []]
])('a restored server that %s, and has every other line once', async (_, lost) => {
  const startMs = Date.now()
  const [serverClock, clock] = [clockInTest(startMs), createManualClock(60_000, startMs)]
  const passMs = async (ms: number): Promise<void> => {
    serverClock.advance(ms)
    await clock.advance(ms)
  }
  const server = await backedUpServer({ settings: 'LOGS=yes\n', clock: serverClock })
  await server.collector.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.collector.app.server.address() as AddressInfo
  let cuts: readonly Cut[] = []
  const proxy = await startCuttingProxy({
    port, until: onTestFinished,
    nextCut () {
      const [next, ...later] = cuts
      if (later.length > 0) cuts = later
      return next
    }
  })
  const agent = startAgentInTest({
    url: `http://127.0.0.1:${proxy.port}/api`, key: await server.collector.enroll({ id }), directory: temporaryDirectory(), boot, clock
  })
  const write = (name: string): readonly string[] => Array.from({ length: 20 }, (_, index) => `line ${name} ${index}`).map((message) => {
    agent.spool.append({ items: [agent.item(message)], boot }, { source: 'test', position: message })
    return message
  })

  const acknowledged = write('acknowledged')
  await agent.drain(passMs)
  // The server stores this batch, and the agent does not learn of it.
  const unanswered = write('unanswered')
  proxy.breakAll()
  cuts = [{ direction: 'answer', bytes: bytesOfOneAnswer }, { direction: 'request', bytes: 1 }]
  void agent.turn()
  await expect.poll(async () => (await storedLines(server.collector, id)).at(-1)?.message).toBe(unanswered.at(-1))
  await agent.untilItSleeps()
  expect(agent.spool.stats().items).toBeGreaterThan(0)
  expect((await server.mimamori('backup')).code).toBe(0)
  for (const name of lost) {
    cuts = []
    write(name)
    await agent.drain(passMs)
  }
  proxy.breakAll()
  await server.collector.close()
  const waiting = write('waiting')

  const other = serverInTest()
  other.write('/tmp/password', server.password, 0o600)
  expect(await other.mimamori('restore', '--from', server.repository, '--password-file', `${other.root}/tmp/password`)).toMatchObject({ code: 0 })
  cuts = []
  const restored = await collectorInTest({ directory: other.data, clock: serverClock })
  await restored.app.listen({ host: '127.0.0.1', port })
  await agent.drain(passMs)
  const later = write('later')
  await agent.drain(passMs)
  await agent.stop()

  const messages = (await storedLines(restored, id)).map(({ message }) => message)
  expect(messages.filter((message) => message.startsWith('line '))).toEqual([...acknowledged, ...unanswered, ...waiting, ...later])
  expect(messages.filter((message) => period.test(message))).toHaveLength(1)
  expect(messages.filter((message) => batches.test(message))).toHaveLength(lost.length > 0 ? 1 : 0)
  expect(Object.values(restored.deps.logs.linesTotal(id)).reduce((sum, lines) => sum + lines)).toBe(messages.length)
  expect(agent.spool.stats()).toMatchObject({ items: 0, dropped: 0 })
})
