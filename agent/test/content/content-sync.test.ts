import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { CheckResult } from '../../src/content/set-check.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { hashOf, listening, publish, startDevice } from './device-in-test.ts'

it('brings a device what is published, and then only what changed', async () => {
  const { collector, port } = await listening()
  const { downloadedBytes, shown, takes } = await startDevice(collector, { port })
  const video = randomBytes(3_000_000)
  await publish(collector, { 'index.html': '<h1>one</h1>', 'films/a.mp4': video })
  await takes()
  expect([shown('index.html').toString(), hashOf(shown('films/a.mp4'))]).toEqual(['<h1>one</h1>', hashOf(video)])
  await publish(collector, { 'index.html': '<h1>two</h1>', 'films/a.mp4': video })
  await takes()
  expect(shown('index.html').toString()).toBe('<h1>two</h1>')
  expect(downloadedBytes()).toBe(video.length + 2 * '<h1>one</h1>'.length)
})

it.each([
  [100, 50], [undefined, 30_000], [3_000_000, 30_000]
])('begins within the time that the collector names, %j, or a minute', async (withinMs, waitMs) => {
  const { collector, port } = await listening()
  const { sync, sleepsMs } = await startDevice(collector, { port, spread: 0.5 })
  sync.want('9f2c', withinMs)
  await vi.waitUntil(() => sleepsMs.length > 0)
  expect(sleepsMs[0]).toBe(waitMs)
})

it('keeps what it has over a restart, and knows it without the collector', async () => {
  const { collector, port } = await listening()
  const { sync, directory, takes } = await startDevice(collector, { port })
  await publish(collector, { page: 'one' })
  await takes()
  const { version } = sync
  const state = sync.state()
  await sync.stop()
  const restarted = await startDevice(collector, { port: 1, directory })
  await vi.waitUntil(() => restarted.sync.version === version)
  expect(restarted.sync.state().sets).toEqual(state.sets.map((set) => ({ ...set, bytesLeft: undefined })))
  expect(restarted.shown('page').toString()).toBe('one')
  expect(statSync(join(directory, 'version.json')).mode & 0o777).toBe(0o644)
})

it('has no version after a restart while a file of it is gone, and brings that file alone', async () => {
  const { collector, port } = await listening()
  const { sync, directory, takes } = await startDevice(collector, { port })
  await publish(collector, { page: 'one', film: 'a film' })
  await takes()
  await sync.stop()
  rmSync(join(directory, 'welcome/current/page'))
  const restarted = await startDevice(collector, { port, directory })
  await vi.waitUntil(() => restarted.sync.state().sets.length > 0)
  expect([restarted.sync.version, restarted.sync.state().sets]).toMatchObject([undefined, [{ digest: null }]])
  await restarted.takes()
  expect([restarted.shown('page').toString(), restarted.downloadedBytes()]).toEqual(['one', 3])
})

it('brings each set for itself: one that cannot be written holds back no other, and no version is claimed', async () => {
  const { collector, port } = await listening()
  const { sync, directory, shown, wants } = await startDevice(collector, { port })
  writeFileSync(join(directory, 'a-broken'), 'no directory')
  await publish(collector, { page: 'one' }, 'a-broken')
  await publish(collector, { page: 'one' })
  wants()
  await vi.waitUntil(() => sync.state().sets.some(({ name, number }) => name === 'welcome' && number === 1))
  expect(shown('page').toString()).toBe('one')
  expect(sync.version).toBeUndefined()
  expect(sync.state().problem).toBeUndefined()
})

/** In place of the role's units: answers each switch with what `result` gives for it, if anything. */
const answerSwitches = (directory: string, result: (switched: string) => CheckResult | undefined): readonly (string | null)[] => {
  const checks = join(directory, '../checks')
  mkdirSync(checks, { recursive: true })
  mkdirSync(join(directory, 'welcome'), { recursive: true })
  const seen: (string | null)[] = []
  const watcher = watch(join(directory, 'welcome'), (_event, file) => {
    if (file !== 'switched') return
    const { digest, token } = JSON.parse(readFileSync(join(directory, 'welcome/switched'), 'utf8')) as Record<string, string>
    if (seen.at(-1) !== digest) seen.push(digest ?? null)
    const given = result(readFileSync(join(directory, 'welcome/current/page'), { encoding: 'utf8' }))
    if (given !== undefined) writeFileSync(join(checks, 'welcome.json'), JSON.stringify({ token, ...given }))
  })
  onTestFinished(() => { watcher.close() })
  return seen
}
const inItsOwn = (): string => {
  const directory = join(temporaryDirectory(), 'content')
  mkdirSync(directory)
  return directory
}

it('goes back to the last good version if the check fails, says why, and tries that one no more', async () => {
  const { collector, port } = await listening()
  const directory = inItsOwn()
  const seen = answerSwitches(directory, (page) => ({ ok: page !== 'bad', message: 'the application did not start' }))
  const { sync, downloadedBytes, shown, takes, wants } = await startDevice(collector, { port, directory, checked: ['welcome'] })
  await publish(collector, { page: 'one' })
  await takes()
  const [good] = seen
  await publish(collector, { page: 'bad' })
  wants()
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(sync.state().sets[0]).toMatchObject({
    digest: good, number: 1, problem: { kind: 'check_failed', message: 'the application did not start' }
  })
  expect([shown('page').toString(), seen.at(-1), seen.length]).toEqual(['one', good, 3])
  const before = downloadedBytes()
  wants()
  await sync.stop()
  // Also after a restart.
  const restarted = await startDevice(collector, { port, directory, checked: ['welcome'] })
  await vi.waitUntil(() => restarted.sync.state().sets[0]?.problem?.kind === 'check_failed')
  restarted.wants()
  await publish(collector, { page: 'two' })
  await restarted.takes()
  expect(restarted.shown('page').toString()).toBe('two')
  expect([before, restarted.downloadedBytes(), seen.length]).toEqual([6, 3, 4])
  expect(restarted.sync.state().sets[0]?.problem).toBeUndefined()
})

it('has a version only when its check has ended, also one that it had before', async () => {
  const { collector, port } = await listening()
  const directory = inItsOwn()
  let check = (): CheckResult | undefined => ({ ok: true, message: '' })
  answerSwitches(directory, () => check())
  const { sync, takes, wants, shown } = await startDevice(collector, { port, directory, checked: ['welcome'] })
  await publish(collector, { page: 'one' })
  await takes()
  await publish(collector, { page: 'two' })
  const seen: unknown[] = []
  check = () => {
    seen.push([sync.version, sync.state().sets[0]!.number, sync.state().sets[0]!.checking])
    return { ok: shown('page').toString() === 'one', message: 'no' }
  }
  wants()
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(seen).toEqual([[undefined, 2, true], [sync.version, 1, undefined]])
  expect(sync.version).toBeDefined()
  expect(sync.state().sets[0]).not.toHaveProperty('checking')
})

it('downloads nothing again that a version shares with one that was refused, and keeps of that one only what it shares', async () => {
  const { collector, port } = await listening()
  const directory = inItsOwn()
  answerSwitches(directory, (page) => ({ ok: !page.startsWith('bad'), message: 'no' }))
  const { sync, downloadedBytes, takes, wants } = await startDevice(collector, { port, directory, checked: ['welcome'] })
  const refuses = async (files: Readonly<Record<string, Buffer | string>>): Promise<void> => {
    await publish(collector, files)
    wants()
    await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  }
  const stored = () => ['versions', 'incoming'].map((name) => readdirSync(join(directory, 'welcome', name)).length)
  const film = randomBytes(1_000_000)
  await publish(collector, { page: 'one' })
  await takes()
  await refuses({ page: 'bad', film })
  // One good version and its manifest; the page and the film of the other.
  expect(stored()).toEqual([2, 2])
  const before = downloadedBytes()
  await publish(collector, { page: 'two', film, copy: film })
  await takes()
  expect(downloadedBytes() - before).toBe('two'.length)
  expect(stored()).toEqual([4, 0])
  await refuses({ page: 'bad again', other: randomBytes(1000) })
  await publish(collector, { page: 'three' })
  await takes()
  expect(stored()).toEqual([4, 0])
})

it('takes a check without a result for a failed one', async () => {
  const { collector, port } = await listening()
  const directory = inItsOwn()
  const { sync, takes, wants } = await startDevice(collector, { port, directory, checked: ['welcome'] })
  answerSwitches(directory, (page) => page === 'one' ? { ok: true, message: '' } : undefined)
  await publish(collector, { page: 'one' })
  await takes()
  await publish(collector, { page: 'two' })
  wants()
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(sync.state().sets[0]).toMatchObject({
    number: 1, problem: { kind: 'check_failed', message: 'mimamori-content-welcome.service left no result within 65 s' }
  })
})

it('checks a version again that it was switched to when its power went, before it hears of the collector', async () => {
  const { collector, port } = await listening()
  const directory = inItsOwn()
  const first = await startDevice(collector, { port, directory })
  await publish(collector, { page: 'one' })
  await first.takes()
  await first.sync.stop()
  const cut = await startDevice(collector, { port, directory, checked: ['welcome'] })
  await publish(collector, { page: 'bad' })
  cut.wants()
  await vi.waitUntil(() => cut.shown('page').toString() === 'bad')
  await cut.sync.stop()
  answerSwitches(directory, () => ({ ok: false, message: 'no' }))
  const restarted = await startDevice(collector, { port: 1, directory, checked: ['welcome'] })
  await vi.waitUntil(() => restarted.shown('page').toString() === 'one')
  await vi.waitUntil(() => restarted.sync.version === first.sync.version)
})
