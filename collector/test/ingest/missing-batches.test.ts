import { expect, it, onTestFinished } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { createMissingBatchesNote } from '../../src/ingest/missing-batches.ts'
import { bootHeaders } from '../boot-headers.ts'
import { logStoreInTest } from '../logs/log-store-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const receivedMs = Date.UTC(2026, 10, 28)
const stream = bootHeaders()[batchHeaders.stream]

/** One run of the server on its data, or on an older copy of it: sends batches of a device, and gives what it says of missing ones. */
const run = async (directory: string, sequences: readonly number[], ofStream = stream) => {
  const warnings: object[] = []
  const { logs, messages, close } = await logStoreInTest({ directory })
  const note = createMissingBatchesNote({ logs, log: { warn: (fields) => { warnings.push(fields) } } })
  for (const sequence of sequences) {
    await note({ deviceId: 'pi', envelope: { stream: ofStream, sequence }, receivedMs, requestId: 'r' })
    await logs.append('pi', [{ level: 'info', message: `batch ${sequence}`, eventMs: receivedMs }], {
      receivedMs, requestId: 'r', mark: { stream: ofStream, sequence }
    })
  }
  const said = (await messages()).filter((message) => message.startsWith('log batches'))
  await close()
  return { warnings, said }
}

it('says once, in the log of the server and of the device, which batches an older copy of the data does not have', async () => {
  const directory = temporaryDirectory(onTestFinished)
  expect(await run(directory, [1, 2, 3])).toEqual({ warnings: [], said: [] })
  expect(await run(directory, [4, 5])).toEqual({ warnings: [], said: [] })
  const said = ['log batches 6 to 8 of this device are not on the server: it was restored from an older copy, or the device gave them up']
  expect(await run(directory, [9, 12])).toEqual({ warnings: [{ device: 'pi', from: 6, to: 8 }], said })
  expect(await run(directory, [12, 13])).toEqual({ warnings: [], said })
})

it('says so of an agent that has started since that copy, and not of the parts of a batch that was too large', async () => {
  expect((await run(temporaryDirectory(onTestFinished), [4])).warnings).toEqual([{ device: 'pi', from: 1, to: 3 }])
  expect((await run(temporaryDirectory(onTestFinished), [64, 128], `${stream}-3`)).warnings).toEqual([])
})
