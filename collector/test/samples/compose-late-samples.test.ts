import { expect, it, onTestFinished, vi } from 'vitest'
import { pino } from 'pino'
import { mainDatabase } from '../../src/main-database.ts'
import { composeLateSamples } from '../../src/samples/compose-late-samples.ts'
import { loadConfig } from '../../src/platform/config/load-config.ts'
import { createCollectorMetrics } from '../../src/platform/metrics/collector-metrics.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { receiverStandIn } from './remote-write/receiver-stand-in.ts'

const nowMs = Date.UTC(2026, 10, 28)

const series = [{ name: 'node_load1', values: [1, 2, 3] }]

/** Late samples on their way to a receiver that takes those of the last minute. */
const lateSamplesOverReceiver = async () => {
  const directory = temporaryDirectory()
  const receiver = await receiverStandIn({ nowMs: () => nowMs, windowMs: 60_000 })
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  const log = pino({ level: 'silent' })
  const warn = vi.spyOn(log, 'warn')
  const config = loadConfig({ MIMAMORI_DATA_DIR: directory, MIMAMORI_REMOTE_WRITE_URL: receiver.url })
  const lateSamples = (await composeLateSamples({
    config,
    storage,
    log,
    clock: clockInTest(nowMs),
    registry: { get: () => undefined },
    connections: { gaps: () => [{ fromMs: 0 }], awaitsScrape: () => false },
    clockTrust: { trusted: true },
    collectorMetrics: createCollectorMetrics()
  }))!
  onTestFinished(async () => {
    await lateSamples.close()
    await storage.close()
  })
  let sequence = 0
  return {
    lateSamples, warn,
    write: async (timesMs: readonly number[]) => {
      await lateSamples.append('pi-1', { timesMs, series }, { receivedMs: nowMs, mark: { stream: 's', sequence: ++sequence } })
      await expect.poll(() => lateSamples.queued.batches).toBe(0)
    }
  }
}

it('what the receiver refuses is logged, for the person who looks for the cause of a gap', async () => {
  const { write, warn } = await lateSamplesOverReceiver()
  await write([nowMs - 120_000, nowMs - 90_000, nowMs - 30_000])
  expect(warn.mock.calls).toEqual([[{ samples: { too_old: 2 } }, 'late samples refused by the remote-write receiver']])
})

it('what it refused within a minute of the last such line is logged when the collector is stopped', async () => {
  const { lateSamples, write, warn } = await lateSamplesOverReceiver()
  await write([nowMs - 120_000, nowMs - 90_000, nowMs - 30_000])
  await write([nowMs - 130_000, nowMs - 110_000, nowMs - 100_000])
  expect(warn).toHaveBeenCalledOnce()
  await lateSamples.close()
  expect(warn.mock.lastCall).toEqual([{ samples: { too_old: 3 } }, 'late samples refused by the remote-write receiver'])
})
