import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCollector } from '../collector-process.ts'
import { repeatableNumbers } from '../devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../troubled-disk.ts'
import { batchesOf, type SentBatch } from './batch-sender.ts'
import { expectEachOnce } from './each-line-once.ts'

test.skipIf(!hasTroubledDisk)(
  'lines wait while there is no space to store them, are refused with 503 while there is none to let them wait, and each is there once afterwards',
  async () => {
    const [directory, flags] = [temporaryDirectory(), temporaryDirectory()]
    const [full, logsFull] = [join(flags, 'full'), join(flags, 'logs-full')]
    const env = {
      LD_PRELOAD: compileTroubledDisk(),
      MIMAMORI_TEST_FULL: full,
      MIMAMORI_TEST_LOGS_FULL: logsFull,
      MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '1000000000'
    }
    await using collector = await startCollector({ dataDirectory: directory, env })
    const {
      body: { key }
    } = await collector.send('POST', '/api/clients', { body: { id: 'pi-1' } })
    const next = batchesOf('pi-1', repeatableNumbers(7), { padding: 7000 })
    const sent: SentBatch[] = []
    const send = async ({ headers, body }: SentBatch) =>
      await collector.send('POST', '/api/clients/batch', { headers: { 'x-client-key': key as string, ...headers }, body })
    const sendTaken = async (batch: SentBatch): Promise<void> => {
      expect(await send(batch)).toMatchObject({ status: 200, body: { accepted: batch.body.items.length } })
      sent.push(batch)
    }
    const problems = async (): Promise<unknown> => (await collector.send('GET', '/readyz')).body['reasons']
    const diskIsFull = expect.objectContaining({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining('the disk is full') as string
    }) as unknown

    await sendTaken(next())
    writeFileSync(logsFull, '')
    // More than what stays in memory until it is written.
    for (let i = 0; i < 40; i++) await sendTaken(next())
    await expect.poll(problems, { timeout: 60_000 }).toContainEqual(diskIsFull)

    writeFileSync(full, '')
    const refused = next()
    for (let i = 0; i < 3; i++) {
      const answer = await send(refused)
      expect([answer.status, answer.body['code'], answer.headers.get('retry-after')]).toEqual([503, 'STORAGE_UNAVAILABLE', '60'])
    }
    rmSync(full)
    await sendTaken(refused)
    rmSync(logsFull)
    await sendTaken(next())
    await expect.poll(problems, { timeout: 60_000 }).not.toContainEqual(diskIsFull)
    await collector.stop()
    await expectEachOnce(directory, sent)
  },
  180_000
)
