import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { createContentClient } from '../../src/content/content-client.ts'
import { startContentSync, type ContentSync } from '../../src/content/content-sync.ts'
import { systemClock } from '../../src/device/clock.ts'
import { collectorInTest, type CollectorInTest } from '../../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

export const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** Makes files the current version of a set for all devices. */
export const publish = async (
  { asAdmin }: CollectorInTest, files: Readonly<Record<string, Buffer | string>>, name = 'welcome'
): Promise<void> => {
  const contents = Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content) }))
  for (const { content } of contents) {
    await asAdmin({
      method: 'PATCH',
      url: `/api/content-files/${hashOf(content)}`,
      headers: { 'content-type': 'application/partial-upload', 'upload-offset': '0', 'upload-length': `${content.length}` },
      body: content
    })
  }
  const manifest = contents.map(({ path, content }) => ({ path, size: content.length, sha256: hashOf(content) }))
  const { statusCode, body } = await asAdmin({ method: 'POST', url: `/api/content/${name}/versions`, body: { files: manifest } })
  if (statusCode !== 200) throw new Error(body)
  await asAdmin({ method: 'PUT', url: `/api/content/${name}/targets`, body: { all: true } })
}

export interface DeviceInTest {
  readonly sync: ContentSync
  readonly directory: string
  readonly downloadedBytes: () => number
  /** The waits so far. */
  readonly sleepsMs: readonly number[]
  readonly shown: (path: string, name?: string) => Buffer
  /** Says what the collector wants, as its answers do, and waits until that is shown. */
  readonly takes: () => Promise<void>
  /** Says what the collector wants. */
  readonly wants: () => string
}

/** The content of a device without the rest of its agent. */
export const startDevice = async (
  collector: CollectorInTest, { port, site = 'osaka', directory = temporaryDirectory(), checked = [], spread = 0 }: {
    readonly port: number
    readonly site?: string
    readonly directory?: string
    readonly checked?: readonly string[]
    readonly spread?: number
  }
): Promise<DeviceInTest> => {
  const key = await collector.enroll({ id: `pi-${port}-${randomBytes(4).toString('hex')}`, site })
  let downloadedBytes = 0
  // It passes as fast as somebody waits.
  let monotonicMs = 0
  const sleepsMs: number[] = []
  const sync = startContentSync({
    directory,
    client: createContentClient({
      baseUrl: new URL(`http://127.0.0.1:${port}/api`), key: () => key, timeoutMs: 5000, bytesPerSecond: 0
    }),
    checks: { directory: join(directory, '../checks'), limitMs: new Map(checked.map((name) => [name, 5000])) },
    clock: {
      wallMs: () => monotonicMs,
      monotonicMs: () => monotonicMs,
      async sleep (ms, signal) {
        sleepsMs.push(ms)
        await systemClock.sleep(2, signal)
        monotonicMs += ms
      }
    },
    random: Math.random,
    spread,
    intervalMs: () => 60_000,
    onChange: () => {},
    onProgress: (bytes) => { downloadedBytes += bytes },
    onProblem: () => {}
  })
  onTestFinished(() => sync.stop())
  const wants = (): string => {
    const { version } = collector.deps.contents.wantedBy(collector.deps.registry.all().at(-1)!)!
    sync.want(version)
    return version
  }
  return {
    sync,
    directory,
    downloadedBytes: () => downloadedBytes,
    sleepsMs,
    shown: (path, name = 'welcome') => readFileSync(join(directory, name, 'current', path)),
    wants,
    async takes () {
      const version = wants()
      await vi.waitUntil(() => sync.version === version, { timeout: 30_000 })
    }
  }
}

/** A collector that devices can reach. */
export const listening = async (
  env: Readonly<Record<string, string>> = {}
): Promise<{ readonly collector: CollectorInTest, readonly port: number }> => {
  const collector = await collectorInTest({ env })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  return { collector, port: (collector.app.server.address() as AddressInfo).port }
}
