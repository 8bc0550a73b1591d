import { expect } from 'vitest'
import { logLevels } from '@mimamori/contract'
import type { LogQuery } from '../../src/logs/log-query.ts'
import { collectorInTest } from '../collector-in-test.ts'
import type { SentBatch } from './batch-sender.ts'

const linesByLevel = (batches: readonly SentBatch[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    logLevels.map((level) => [level, batches.flatMap(({ body }) => body.items).filter((item) => item.level === level).length])
  )

const messagesOf = (batches: readonly SentBatch[]): readonly string[] =>
  batches.flatMap(({ body }) => body.items.map(({ message }) => message)).toSorted()

/**
 * A collector in this directory brings its queue to an end, and then has each line of these batches once, counts it once, and finds it by
 * both indexes.
 */
export const expectEachOnce = async (directory: string, sent: readonly SentBatch[]): Promise<void> => {
  const { deps: { logs } } = await collectorInTest({ directory })
  await expect.poll(() => logs.queued, { timeout: 60_000 }).toEqual({ batches: 0, bytes: 0 })
  const find = async (query: Partial<LogQuery>): Promise<readonly string[]> => {
    const messages: string[] = []
    for (let afterId: number | undefined; ;) {
      const { lines, nextId } = await logs.search({ order: 'oldest', limit: 1000, ...query, ...afterId !== undefined && { afterId } })
      messages.push(...lines.map(({ message }) => message))
      if (nextId === undefined) return messages.toSorted()
      afterId = nextId
    }
  }
  for (const device of new Set(sent.map(({ device }) => device))) {
    const ofDevice = sent.filter((batch) => batch.device === device)
    const levels = linesByLevel(ofDevice)
    expect(await find({ deviceIds: [device] }), device).toEqual(messagesOf(ofDevice))
    expect(await find({ deviceIds: [device], text: '温度' }), device).toEqual(messagesOf(ofDevice))
    expect([logs.linesTotal(device), logs.errorsLast24h(device, Date.now())], device).toEqual([levels, levels['error']])
  }
  for (const batch of sent) expect(await find({ text: batch.piece })).toEqual(messagesOf([batch]))
}
