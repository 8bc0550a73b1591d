import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleBatch } from '@mimamori/contract'
import { clientKeyHeader } from '@mimamori/contract/headers'
import { loadConfig } from '../../src/config/load-config.ts'
import { readKeyAgain } from '../../src/config/read-key-again.ts'
import { createLogger } from '../../src/log/logger.ts'
import { createMeasure } from '../../src/measure/measure.ts'
import { createPusher } from '../../src/run/pusher.ts'
import { createBootStarts } from '../../src/spool/boot-starts.ts'
import { writeConfig } from '../agent-process.ts'
import { createReportSpool } from '../spool/late-reports.ts'
import { createCard } from '../spool/disk/card.ts'
import { startStrictCollector, type Reply, type StrictCollector } from '../strict-collector.ts'

let collector: StrictCollector
beforeEach(async () => {
  collector = await startStrictCollector()
})
afterEach(async () => {
  await collector.close()
  expect(collector.violations).toEqual([])
})

const refusal: Reply = { status: 401, body: { requestId: 'r', code: 'CLIENT_KEY_INVALID', message: 'unknown key' } }
const uuid = '0b6fd1a0-7c3e-4b52-9e0c-2f1a3b4c5d6e'

const create = (settings = {}, card = createCard()) => {
  const { file } = writeConfig(collector.url, settings)
  const config = loadConfig({ file, env: {} })
  const { clock } = card
  const log = createLogger('info', () => undefined)
  const lines = card.run()
  const spools = { logs: lines.spool, samples: createReportSpool({ clock }).spool, bootStarts: createBootStarts(uuid), notedMs: undefined }
  const pusher = createPusher({
    run: { config, stream: uuid, boot: uuid, clock, log },
    collector: { target: config.push!, readKeyAgain: () => readKeyAgain({ file, env: {} }, config.push!) },
    spools,
    measure: createMeasure([], log),
    schedule: { intervalMs: 60_000, setInterval: () => undefined },
    random: () => 0.5,
    onChange: () => undefined
  })
  return { file, pusher, clock, spools, addLine: () => { lines.add(1) } }
}

/** A pusher whose first report is refused, waiting for its next try. */
const refused = async (settings = {}) => {
  collector.answerWith(refusal)
  const { file, pusher, clock } = create(settings)
  await pusher.turn()
  await vi.waitUntil(() => pusher.deliveries.connection.state === 'refused', { timeout: 20_000 })
  return {
    file,
    /** The keys of the first try and of the next one. */
    keys: async () => {
      await clock.advance(15 * 60_000)
      await collector.waitFor(2)
      await pusher.stop()
      return collector.received.slice(0, 2).map(({ headers }) => headers[clientKeyHeader])
    }
  }
}
const configWith = (change: Record<string, string>) =>
  Object.entries({ API_BASE_URL: collector.url, CLIENT_ID: 'pi-kiosk-03', CLIENT_KEY: 'the-secret-key', ...change })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')

test('a device that is refused tries the key that has been written into its configuration meanwhile', async () => {
  const { file, keys } = await refused()
  writeFileSync(file, configWith({ CLIENT_KEY: 'the-new-key' }))
  expect(await keys()).toEqual(['the-secret-key', 'the-new-key'])
})

test('and the one in the file that holds its key', async () => {
  const { file } = writeConfig(collector.url)
  writeFileSync(file, 'the-secret-key\n')
  const { keys } = await refused({ CLIENT_KEY: '', CLIENT_KEY_FILE: file })
  writeFileSync(file, 'the-new-key\n')
  expect(await keys()).toEqual(['the-secret-key', 'the-new-key'])
})

test.each([
  ['is half written', () => 'API_BASE_URL=http\nCLIENT_K'],
  ['is another device’s by now', () => configWith({ CLIENT_ID: 'pi-kiosk-04', CLIENT_KEY: 'the-new-key' })],
  ['names another collector', () => configWith({ API_BASE_URL: 'http://127.0.0.1:9/api', CLIENT_KEY: 'the-new-key' })]
])('it keeps the key that it has where its configuration %s', async (_, content) => {
  const { file, keys } = await refused()
  writeFileSync(file, content())
  expect(await keys()).toEqual(['the-secret-key', 'the-secret-key'])
})

test('after an outage, a live report goes first, then the log, then the samples of the reports that did not arrive, at the times at which they were made', async () => {
  const { pusher, clock, addLine } = create()
  const times: number[] = []
  collector.answerAlways(() => ({ status: 503, body: { requestId: 'r', code: 'BUSY', message: 'busy' } }))
  addLine()
  for (let minute = 0; minute < 4; minute++) {
    times.push(clock.monotonicMs())
    await pusher.turn()
    await vi.waitUntil(() => clock.sleeping().length > 0, { timeout: 20_000 })
    await clock.advance(60_000)
  }
  await vi.waitUntil(() => clock.sleeping().length > 0, { timeout: 20_000 })
  collector.answerAlways(undefined)
  const tries = collector.received.length
  await clock.advance(300_000)
  await collector.waitFor(tries + 3)
  await pusher.stop()
  const [report, logs, samples] = collector.received.slice(tries)
  expect([report, logs, samples].map((batch) => batch?.envelope.kind)).toEqual(['report', 'logs', 'samples'])
  expect(sampleBatch.parse(JSON.parse(samples!.text)).times).toEqual(times.slice(0, 3).map((monotonicMs) => ({ monotonicMs })))
})

test('keeps no sample for a collector that brings them nowhere', async () => {
  collector.lateSamples = false
  const { pusher, clock, spools } = create()
  await pusher.turn()
  await vi.waitUntil(() => pusher.deliveries.connection.state === 'delivering', { timeout: 20_000 })
  collector.answerAlways(() => 'cut')
  for (let minute = 0; minute < 3; minute++) {
    await pusher.turn()
    await vi.waitUntil(() => clock.sleeping().length > 0, { timeout: 20_000 })
    await clock.advance(60_000)
  }
  expect(spools.samples.stats().items).toBe(0)
  await pusher.stop()
})

test('what was lost and is reported by the shutdown report is not reported again by the next run', async () => {
  const card = createCard()
  const { pusher, spools } = create({}, card)
  spools.logs.recordRemoved(3)
  await pusher.stop()
  spools.logs.close()
  expect(collector.received.map(({ envelope: { shutdownReason, dropped } }) => [shutdownReason, dropped?.['journal']])).toEqual([['stopped', 3]])
  expect(card.run().spool.stats().removed).toBe(0)
})
