import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startAgent, writeConfig } from '../../agent/test/agent-process.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { repeatableNumbers } from '../../collector/test/devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { createPublisher, sha256Of } from './publish-content.ts'

/** Of each program. */
const kills = Number(process.env['MIMAMORI_TEST_KILLS'] ?? 6)

type Files = Readonly<Record<string, Buffer | string>>

const filesBelow = (directory: string): readonly string[] => existsSync(directory)
  ? readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
  : []
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
const listed = (files: Files): readonly string[] => Object.entries(files).map(([path, content]) => `${sha256Of(content)} ${path}`).toSorted()

/** A device whose agent can be killed; it begins to download as soon as it hears of a version, as few IDs do. */
const startDevice = (id: string, { url, key }: { readonly url: string, readonly key: string }) => {
  const directory = join(temporaryDirectory(), 'content')
  mkdirSync(directory)
  let bytesPerSecond = 100_000
  const settings = { CLIENT_ID: id, CLIENT_KEY: key, INTERVAL_SECONDS: 5, CONTENT_DIRECTORY: directory }
  const start = () => {
    const { file } = writeConfig(url, { ...settings, CONTENT_BYTES_PER_SECOND: bytesPerSecond })
    return startAgent(['run', '--config', file], { timeoutMs: 600_000 })
  }
  let agent = start()
  let writtenBytes = 0
  /** What it has written until now, counted by the kernel. */
  const stop = async (): Promise<void> => {
    agent.child.kill('SIGSTOP')
    writtenBytes += Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${agent.child.pid}/io`, 'utf8'))![1])
    agent.child.kill('SIGKILL')
    await agent.ended
  }
  onTestFinished(async () => {
    agent.child.kill('SIGKILL')
    await agent.ended
  })
  const set = join(directory, 'welcome')
  const current = join(set, 'current')
  const kill = async (): Promise<void> => {
    await stop()
    agent = start()
  }
  return {
    id,
    kill,
    async hurry (): Promise<void> {
      bytesPerSecond = 0
      await kill()
    },
    writtenBytes: () => writtenBytes,
    stop,
    /** How much of these files came. */
    downloadedBytes: (files: Files): number => {
      const wanted = new Set(Object.values(files).map(sha256Of))
      return filesBelow(join(set, 'incoming'))
        .filter((file) => wanted.has(relative(join(set, 'incoming'), file).replace('.part', '')))
        .reduce((bytes, file) => bytes + statSync(file).size, 0)
    },
    shown: (): readonly string[] => filesBelow(`${current}/`).map((file) => `${hashOf(file)} ${relative(current, file)}`).toSorted()
  }
}

it(`shows a version that is whole, and goes on with each byte, where agents and collector are killed ${kills} times each`, async () => {
  const listen = { host: '127.0.0.1', port: await freePort() }
  const collectorOptions = { dataDirectory: temporaryDirectory(), listen, env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '1' } }
  let collector = await startCollector(collectorOptions)
  onTestFinished(() => collector.stop())
  const publisher = createPublisher(collector)
  const devices = await Promise.all(['pi-kill-183', 'pi-kill-256'].map(async (id) => {
    const { body } = await collector.send('POST', '/api/clients', { body: { id, site: 'north' } })
    return startDevice(id, { url: `${collector.origin.href}api`, key: body.key as string })
  }))
  const untilAllShow = (files: Files) => until('all devices show it', () => {
    const shown = devices.map((device) => device.shown())
    return shown.every((each) => JSON.stringify(each) === JSON.stringify(listed(files))) || notYet(shown)
  }, { withinMs: 120_000, everyMs: 100 })

  const films = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`films/${index}.mp4`, randomBytes(kills * 250_000)]))
  const versions = [
    { page: 'one', 'films/0.mp4': randomBytes(100_000) }, { ...films, page: 'two' }, { ...films, page: 'three', 'films/last.mp4': randomBytes(50_000) }
  ] as const
  const [first, second, third] = versions
  await publisher.publish('welcome', first)
  await publisher.assignToAll('welcome')
  await untilAllShow(first)
  await publisher.publish('welcome', second)

  const numbers = repeatableNumbers(20_261_202)
  const left = { agents: kills, collector: kills }
  const before = new Map<string, number>()
  while (left.agents + left.collector > 0) {
    const device = devices[numbers(devices.length)]!
    const enough = device.downloadedBytes(films) + 1 + numbers(60_000)
    await until('a device has downloaded more', () => device.downloadedBytes(films) >= enough || notYet(device.downloadedBytes(films)))
    const isAgent = numbers(left.agents + left.collector) < left.agents
    left[isAgent ? 'agents' : 'collector'] -= 1
    if (isAgent) await device.kill()
    else {
      await collector.stop('SIGKILL')
      collector = await startCollector(collectorOptions)
    }
    for (const each of devices) {
      const bytes = each.downloadedBytes(films)
      expect(bytes, each.id).toBeGreaterThanOrEqual(before.get(each.id) ?? 0)
      before.set(each.id, bytes)
      expect(each.shown()).toEqual(listed(first))
    }
    // A newer version while the older one is on its way.
    if (left.agents + left.collector === kills) await publisher.publish('welcome', third)
  }
  await Promise.all(devices.map((device) => device.hurry()))
  await untilAllShow(third)
  const { body: { files } } = await collector.send('GET', '/api/content/welcome/versions/3')
  expect((files as { readonly path: string, readonly sha256: string }[]).map(({ path, sha256 }) => `${sha256} ${path}`).toSorted())
    .toEqual(listed(third))
  for (const file of filesBelow(join(collector.dataDirectory, 'content/files'))) expect(file.endsWith(`/${hashOf(file)}`)).toBe(true)
  const size = [first, third].flatMap((each) => Object.values(each)).reduce((bytes, content) => bytes + content.length, 0)
  await Promise.all(devices.map((device) => device.stop()))
  for (const { id, writtenBytes } of devices) {
    expect(writtenBytes(), id).toBeGreaterThan(size)
    // Each byte once; the rest is what agents write besides, to their spools, their logs and the collector.
    expect(writtenBytes(), id).toBeLessThan(1.1 * size)
  }
}, 600_000)
