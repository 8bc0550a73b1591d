import { setTimeout as wait } from 'node:timers/promises'
import type { LogLineView, LogList, LogTail } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import type { Invocation } from './command.ts'
import { CommandError, Refusal } from './errors.ts'
import type { StreamEvent } from './read-event-stream.ts'

/** How many lines are remembered to recognise repeats: more than are requested again. */
const rememberedLines = 20_000

/** How far before the newest line the search begins if the collector cannot resume the stream. */
const overlapMs = 600_000

/** Refusals that end by themselves. */
const temporary: ReadonlySet<string> = new Set(['OVERLOADED', 'RATE_LIMITED', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE'])

interface Followed {
  /** The parameters that select lines. */
  readonly filter: URLSearchParams
  /** Shows the lines stored before; called once the stream is open, so that none falls between the two. */
  readonly showFirst: () => Promise<readonly LogLineView[]>
  readonly show: (line: LogLineView) => void
}

/**
 * Prints lines as they are stored, until the signal. A lost connection is made again and resumes after the last line; if the
 * collector no longer has all lines after it, with the lines of the ten minutes before it that are no older than the first shown.
 * @throws {CommandError} if the first connection cannot be made
 */
export const followLog = async (
  { ask, listen: openStream, text, printError, signal }: Pick<Invocation, 'ask' | 'listen' | 'text' | 'printError' | 'signal'>,
  { filter, showFirst, show }: Followed,
  retryMs = 2000
): Promise<void> => {
  const shown = new Set<string>()
  let newestMs = Date.now()
  let firstMs = newestMs

  const remember = (line: LogLineView): void => {
    shown.add(lineKey(line))
    if (shown.size > rememberedLines) shown.delete(shown.values().next().value!)
    newestMs = Math.max(newestMs, Date.parse(line.timestamp))
  }
  const showNew = (lines: readonly LogLineView[]): void => {
    for (const line of lines) {
      if (shown.has(lineKey(line))) continue
      remember(line)
      show(line)
    }
  }
  const showMissed = async (): Promise<void> => {
    const query = new URLSearchParams([
      ...filter, ['order', 'oldest'], ['limit', '1000'], ['since', new Date(Math.max(firstMs, newestMs - overlapMs)).toISOString()]
    ])
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      if (cursor !== '') query.set('cursor', cursor)
      const page: LogList = await ask<LogList>('GET', `/api/clients/logs?${query}`)
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
    const events = await openStream(`/api/clients/logs/tail?${new URLSearchParams({
      ...Object.fromEntries(filter), ...lastEventId !== undefined && { lastEventId }
    })}`, signal)
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
  const isTemporary = (error: unknown): boolean =>
    error instanceof CommandError || (error instanceof Refusal && temporary.has(error.answer.code))

  while (!signal.aborted) {
    try {
      await listen()
    } catch (error) {
      if (signal.aborted) return
      if (isFirst || !isTemporary(error)) throw error
    }
    if (isConnected && !signal.aborted) printError(text.connectionLost)
    isConnected = false
    await wait(retryMs, undefined, { signal }).catch(() => undefined)
  }
}
