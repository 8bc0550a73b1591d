import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { hashOf, listening, publish, startDevice } from '../../agent/test/content/device-in-test.ts'
import { repeatableNumbers } from '../../collector/test/devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { startCuttingProxy } from './cutting-proxy.ts'

it('goes on where the line was cut, ten times, writes each byte once, and shows what it had until all is there', async () => {
  const { collector, port } = await listening()
  let cuts = 0
  const line = await startCuttingProxy({
    port, nextCut: () => cuts-- > 0 ? { direction: 'answer', bytes: 170_000 } : undefined, until: (end) => { onTestFinished(end) }
  })
  const { sync, downloadedBytes, shown, takes, wants } = await startDevice(collector, { port: line.port })
  await publish(collector, { page: 'one' })
  await takes()
  const film = randomBytes(2_000_000)
  await publish(collector, { page: 'two', film })
  cuts = 10
  wants()
  await vi.waitUntil(() => line.counts.answer > 5, { timeout: 20_000, interval: 1 })
  expect(shown('page').toString()).toBe('one')
  await takes()
  expect(line.counts.answer).toBe(10)
  expect([shown('page').toString(), hashOf(shown('film'))]).toEqual(['two', hashOf(film)])
  expect(downloadedBytes()).toBe(film.length + 'one'.length + 'two'.length)
  expect(sync.state().sets).toEqual([{ name: 'welcome', digest: expect.any(String), number: 2, bytesLeft: 0, reclaimableBytes: 'one'.length }])
})

const program = join(import.meta.dirname, '../../agent/test/content/content-process.ts')

it('goes on with each byte that it has where the agent is killed 30 times at random moments, with a clock of 1970', async () => {
  const { collector, port } = await listening()
  const key = await collector.enroll({ id: 'pi-killed' })
  const files = { page: 'one', a: randomBytes(1_500_000), b: randomBytes(1_500_000) }
  await publish(collector, files)
  const directory = temporaryDirectory()
  const { version } = collector.deps.contents.wantedBy(collector.deps.registry.all().at(-1)!)!
  const [set, current] = [join(directory, 'welcome'), join(directory, 'welcome/current')]
  const downloaded = (): number => existsSync(join(set, 'incoming'))
    ? readdirSync(join(set, 'incoming')).reduce((bytes, name) => bytes + statSync(join(set, 'incoming', name)).size, 0)
    : 0
  const start = (bytesPerSecond: number) =>
    spawn(process.execPath, [program, directory, `http://127.0.0.1:${port}/api`, key, version, String(bytesPerSecond)], { stdio: 'ignore' })
  const numbers = repeatableNumbers(20_261_202)
  let before = 0
  let growths = 0
  for (let kills = 0; kills < 30; kills += 1) {
    const child = start(250_000)
    const ended = once(child, 'exit')
    const enough = before + 1 + numbers(90_000)
    // Never at the very end, where there is nothing to resume.
    await vi.waitUntil(() => downloaded() >= enough || child.exitCode !== null, { timeout: 20_000, interval: 2 })
    await sleep(numbers(20))
    child.kill('SIGKILL')
    expect((await ended)[1]).toBe('SIGKILL')
    const now = downloaded()
    expect(now).toBeGreaterThanOrEqual(before)
    growths += now > before ? 1 : 0
    before = now
    expect(existsSync(current)).toBe(false)
  }
  expect(growths).toBe(30)
  await once(start(0), 'exit')
  for (const [path, content] of Object.entries(files)) {
    expect(hashOf(readFileSync(join(current, path))), path).toBe(hashOf(Buffer.from(content)))
  }
}, 120_000)
