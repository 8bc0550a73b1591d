import { expect, test } from 'vitest'
import { batchHeaders, type BatchAnswer } from '@mimamori/contract'
import { startCollector, type CollectorProcess } from '../collector-process.ts'
import { repeatableNumbers } from '../devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { batchesOf, type SentBatch } from './batch-sender.ts'
import { expectEachOnce } from './each-line-once.ts'

/** Each costs a start; set more at a desk. */
const kills = Number(process.env['MIMAMORI_TEST_KILLS'] ?? 5)
const devices = ['pi-1', 'pi-2', 'pi-3', 'pi-4']
/** Has lines written to logs.db between two kills as well, and not only by the next start. */
const linePadding = 7000
/** Of requests and answers, between a start and the kill. */
const mostEvents = 120

/** One collector after another in the same directory, each killed after so many events. */
const killedCollectors = async (directory: string, numbers: (bound: number) => number) => {
  let alive: CollectorProcess | undefined
  const env = { MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '1000000000' }
  const start = async (): Promise<CollectorProcess> => alive = await startCollector({ dataDirectory: directory, env })
  let left = kills
  let eventsLeft = 1 + numbers(mostEvents)
  let running = start()
  const keys = new Map<string, string>()
  for (const id of devices) keys.set(id, (await (await running).send('POST', '/api/clients', { body: { id } })).body['key'] as string)

  const countEvent = (): void => {
    if (left === 0 || alive === undefined || --eventsLeft > 0) return
    left -= 1
    eventsLeft = 1 + numbers(mostEvents)
    alive.kill('SIGKILL')
    running = alive.ended.then(start)
    alive = undefined
  }
  return {
    current: () => running,
    /** What is answered to a batch; undefined where the collector was killed before. */
    async send ({ device, headers, body }: SentBatch): Promise<BatchAnswer | undefined> {
      const sending = (await running)
        .send('POST', '/api/clients/batch', { headers: { 'x-client-key': keys.get(device)!, ...headers }, body })
        .catch(() => undefined)
      countEvent()
      const answer = await sending
      countEvent()
      if (answer === undefined) return undefined
      expect(answer).toMatchObject({ status: 200 })
      return answer.body as unknown as BatchAnswer
    },
    get killsLeft () { return left }
  }
}

test(`each acknowledged line is there once, found and counted, after ${kills} times kill -9 under load`, async () => {
  const directory = temporaryDirectory()
  const numbers = repeatableNumbers(20_261_128)
  const collectors = await killedCollectors(directory, numbers)
  const sent: SentBatch[] = []

  /** Sends batch after batch, each until it is acknowledged, and now and then once more, as where an answer is lost. */
  const sendAll = async (device: string): Promise<void> => {
    const next = batchesOf(device, numbers, { padding: linePadding })
    while (collectors.killsLeft > 0) {
      const batch = next()
      sent.push(batch)
      let answer = await collectors.send(batch)
      while (answer === undefined) answer = await collectors.send(batch)
      expect(String(answer.acknowledgedSequence)).toBe(batch.headers[batchHeaders.sequence])
      if (numbers(8) === 0) await collectors.send(batch)
    }
  }
  await Promise.all(devices.map(sendAll))
  await using last = await collectors.current()
  await last.stop()

  await expectEachOnce(directory, sent)
}, 120_000 + kills * 20_000)
