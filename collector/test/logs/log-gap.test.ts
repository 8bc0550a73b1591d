import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openEmbeddedBackend } from '../../src/logs/embedded/embedded-backend.ts'
import type { LogGap } from '../../src/logs/log-gap.ts'
import type { RestoredData } from '../../src/platform/storage/restored-data.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const startMs = Date.UTC(2026, 10, 28, 12)
const minuteMs = 60_000

/** One run of the log on its files: adds lines of two devices received at this minute, and gives what it says of missing ones. */
const run = async (
  directory: string, minute: number, { bufferBytes = 0, restored }: { readonly bufferBytes?: number, readonly restored?: RestoredData } = {}
) => {
  const gaps: LogGap[] = []
  const receivedMs = startMs + minute * minuteMs
  const { logs, close, find } = await logStoreInTest({
    directory, bufferBytes, restored, nowMs: () => receivedMs, onGap: (gap) => { gaps.push(gap) }
  })
  for (const device of ['a', 'b']) {
    await logs.append(device, [{ level: 'info', message: `at ${minute}`, eventMs: receivedMs }], { receivedMs })
  }
  const lines = await find({ order: 'oldest' })
  return {
    gaps: gaps.map(({ fromMs, untilMs }) => [fromMs, untilMs].map((ms) => ms === 0 ? 0 : (ms - startMs) / minuteMs)),
    messagesOf: (device: string) => lines.flatMap(({ deviceId, message }) => deviceId === device ? [message] : []), close
  }
}

const gapText = (period: string): string =>
  `log lines received ${period} are not on the server: its logs.db was restored from an older copy, or was damaged`

it('says once, in the log of the server and of each device, from when to when an older copy of logs.db has no lines', async () => {
  const directory = temporaryDirectory(onTestFinished)
  const [file, copy] = [join(directory, 'logs.db'), join(directory, 'copy')]
  await (await run(directory, 0)).close()
  copyFileSync(file, copy)
  const whole = await run(directory, 10)
  await whole.close()
  copyFileSync(copy, file)
  const restored = await run(directory, 20)
  const said = gapText('from 2026-11-28T12:00:00.000Z to 2026-11-28T12:20:00.000Z')
  expect([whole.gaps, restored.gaps]).toEqual([[], [[0, 20]]])
  for (const device of ['a', 'b']) expect(restored.messagesOf(device)).toEqual(['at 0', said, 'at 20'])
  await restored.close()
  expect((await run(directory, 30)).gaps).toEqual([])
})

it('says so of all lines where logs.db is new', async () => {
  const directory = temporaryDirectory(onTestFinished)
  await (await run(directory, 0)).close()
  rmSync(join(directory, 'logs.db'))
  const restored = await run(directory, 20)
  expect([restored.gaps, restored.messagesOf('a')]).toEqual([[[0, 20]], [gapText('before 2026-11-28T12:20:00.000Z'), 'at 20']])
})

it('says once from when to when a restored server has no lines, and again after the next restore', async () => {
  const directory = temporaryDirectory(onTestFinished)
  await (await run(directory, 0)).close()
  const restoredAt = (minute: number): RestoredData => ({ takenMs: startMs + 5 * minuteMs, restoredMs: startMs + minute * minuteMs })
  const restored = await run(directory, 20, { restored: restoredAt(19) })
  const said = 'log lines received from 2026-11-28T12:05:00.000Z to 2026-11-28T12:19:00.000Z are not on the server: it was restored from a backup'
  expect([restored.gaps, restored.messagesOf('a')]).toEqual([[[5, 19]], ['at 0', said, 'at 20']])
  await restored.close()
  const started = await run(directory, 30, { restored: restoredAt(19) })
  expect(started.gaps).toEqual([])
  await started.close()
  expect((await run(directory, 40, { restored: restoredAt(35) })).gaps).toEqual([[5, 35]])
})

it('ends the gap where the queue begins, which mimamori.db has', async () => {
  const directory = temporaryDirectory(onTestFinished)
  const [file, copy] = [join(directory, 'logs.db'), join(directory, 'copy')]
  const [main, copiedMain] = [join(directory, 'mimamori.db'), join(directory, 'copy of mimamori.db')]
  await (await run(directory, 0)).close()
  copyFileSync(file, copy)
  await (await run(directory, 10)).close()
  const queued = await run(directory, 15, { bufferBytes: 1_000_000 })
  copyFileSync(main, copiedMain)
  copyFileSync(`${main}-wal`, `${copiedMain}-wal`)
  await queued.close()
  copyFileSync(copy, file)
  copyFileSync(copiedMain, main)
  copyFileSync(`${copiedMain}-wal`, `${main}-wal`)
  const restored = await run(directory, 20)
  expect([restored.gaps, restored.messagesOf('a')]).toEqual([
    [[0, 15]], ['at 0', gapText('from 2026-11-28T12:00:00.000Z to 2026-11-28T12:15:00.000Z'), 'at 15', 'at 20']
  ])
})

it('knows the highest batch also once retention has removed its lines', async () => {
  const backend = openEmbeddedBackend({ directory: temporaryDirectory(onTestFinished), bufferBytes: 0 })
  onTestFinished(() => backend.close())
  const store = (position: number) =>
    backend.store([{ position, deviceId: 'pi', receivedMs: startMs, lines: [{ level: 'info', message: 'x', eventMs: startMs }] }], 10)
  await store(2)
  await backend.removeOld(startMs + 1)
  await store(1)
  expect(await backend.highestBatch()).toEqual({ position: 2, receivedMs: startMs })
})
