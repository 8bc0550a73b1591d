import { expect, it, onTestFinished, vi } from 'vitest'
import { pino } from 'pino'
import { composeLateSamples } from '../../src/compose-late-samples.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { createOwnMetrics } from '../../src/metrics/own/own-metrics.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { receiverStandIn } from './remote-write/receiver-stand-in.ts'

const nowMs = Date.UTC(2026, 10, 28)

it('what the receiver refuses is logged, for the person who looks for the cause of a gap', async () => {
  const directory = temporaryDirectory()
  const receiver = await receiverStandIn({ nowMs: () => nowMs, windowMs: 60_000 })
  const storage = openStorage({ directory, groupWindowMs: 1 })
  const log = pino({ level: 'silent' })
  const warn = vi.spyOn(log, 'warn')
  const config = loadConfig({ MIMAMORI_DATA_DIR: directory, MIMAMORI_REMOTE_WRITE_URL: receiver.url })
  const lateSamples = (await composeLateSamples({
    config, storage, log, clock: clockInTest(nowMs), registry: { get: () => undefined }, connections: { gaps: () => [{ fromMs: 0 }], awaitsScrape: () => false }, ownMetrics: createOwnMetrics()
  }))!
  onTestFinished(async () => {
    await lateSamples.close()
    await storage.close()
  })
  const series = [{ name: 'node_load1', values: [1, 2, 3] }]
  await lateSamples.append('pi-1', { timesMs: [nowMs - 120_000, nowMs - 90_000, nowMs - 30_000], series }, { receivedMs: nowMs, mark: { stream: 's', sequence: 1 } })
  await expect.poll(() => lateSamples.queued.batches).toBe(0)
  expect(warn.mock.calls).toEqual([[{ samples: { too_old: 2 } }, 'late samples refused by the remote-write receiver']])
})
