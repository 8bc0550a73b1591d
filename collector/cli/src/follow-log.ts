import { setTimeout as wait } from 'node:timers/promises'
import type { LogLineView, LogList, LogTail } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import type { Invocation } from './command.ts'
import { CommandError, Refusal } from './errors.ts'
import type { StreamEvent } from './read-event-stream.ts'

/** Lines by whose keys repeats are recognised: more than are requested again. */
const rememberedLines = 20_000

/** So far before the newest line is looked where the collector cannot go on from where the stream broke off. */
const overlapMs = 600_000

/** Refusals that end by themselves. */
const temporary: ReadonlySet<string> = new Set(['OVERLOADED', 'RATE_LIMITED', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE'])

interface Followed {
  /** The parameters that say which lines. */
  readonly filter: URLSearchParams
  /** Shows what was stored before; called once the stream is open, so that none falls between the two. */
  readonly showFirst: () => Promise<readonly LogLineView[]>
  readonly show: (line: LogLineView) => void
}

/**
 * Prints lines as they are stored, until the signal. A connection that breaks off is made again, and goes on with the line after the
 * last one; where the collector no longer has all of these, with those of the ten minutes before it that are no older than the first shown.
 * @throws {CommandError} where the first connection cannot be made
 */
export const followLog = async ({ collector, text, printError, signal }: Pick<Invocation, 'collector' | 'text' | 'printError' | 'signal'>, { filter, showFirst, show }: Followed, againMs = 2000): Promise<void> => {
  const known = new Set<string>()
  let newestMs = Date.now()
  let firstMs = newestMs

  const remember = (line: LogLineView): void => {
    known.add(lineKey(line))
    if (known.size > rememberedLines) known.delete(known.values().next().value!)
    newestMs = Math.max(newestMs, Date.parse(line.timestamp))
  }
  const showNew = (lines: readonly LogLineView[]): void => {
    for (const line of lines) {
      if (known.has(lineKey(line))) continue
      remember(line)
      show(line)
    }
  }
  const showMissed = async (): Promise<void> => {
    const query = new URLSearchParams([...filter, ['order', 'oldest'], ['limit', '1000'], ['since', new Date(Math.max(firstMs, newestMs - overlapMs)).toISOString()]])
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      if (cursor !== '') query.set('cursor', cursor)
      const page: LogList = await collector.ask<LogList>('GET', `/api/clients/logs?${query}`)
      showNew(page.logs)
      cursor = page.nextCursor
    }
  }
  const showEvent = async ({ data }: StreamEvent): Promise<void> => {
    const { logs, skipped, gap } = JSON.parse(data) as LogTail
    if (gap) {
      await showMissed()
      printError(text.maybeMissedLogs)
    }
    showNew(logs)
    if (skipped > 0) printError(text.skippedLogs(skipped))
  }

  let isFirst = true
  let isConnected = false
  let lastEventId: string | undefined
  const listen = async (): Promise<void> => {
    const events = await collector.listen(`/api/clients/logs/tail?${new URLSearchParams({ ...Object.fromEntries(filter), ...lastEventId !== undefined && { lastEventId } })}`, signal)
    if (isFirst) {
      for (const line of await showFirst()) {
        remember(line)
        firstMs = Math.min(firstMs, Date.parse(line.timestamp))
      }
    }
    isFirst = false
    isConnected = true
    for await (const event of events) {
      await showEvent(event)
      lastEventId = event.id
    }
  }
  const isTemporary = (error: unknown): boolean => error instanceof CommandError || (error instanceof Refusal && temporary.has(error.answer.code))

  while (!signal.aborted) {
    try {
      await listen()
    } catch (error) {
      if (signal.aborted) return
      if (isFirst || !isTemporary(error)) throw error
    }
    if (isConnected && !signal.aborted) printError(text.connectionLost)
    isConnected = false
    await wait(againMs, undefined, { signal }).catch(() => undefined)
  }
}
