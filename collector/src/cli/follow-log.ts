import { setTimeout as wait } from 'node:timers/promises'
import type { LogLineView, LogList, LogTail } from '@mimamori/contract'
import type { Invocation } from './command.ts'
import { CommandError } from './errors.ts'

/** More than come while a connection is made. */
const rememberedIds = 5000

interface Followed {
  /** The parameters that say which lines. */
  readonly filter: URLSearchParams
  /** Those that were shown before. */
  readonly shown: readonly LogLineView[]
  readonly show: (line: LogLineView) => void
}

/**
 * Prints lines as they are stored, until the signal. A connection that breaks off is made again, and what happened meanwhile shown
 * first: what is newer than the newest line before.
 * @throws {CommandError} where the first connection cannot be made
 */
export const followLog = async ({ collector, text, printError, signal }: Pick<Invocation, 'collector' | 'text' | 'printError' | 'signal'>, { filter, shown, show }: Followed, againMs = 2000): Promise<void> => {
  const known = new Set(shown.map(({ id }) => id))
  let newestId = Math.max(0, ...known)

  const showNew = (lines: readonly LogLineView[]): void => {
    for (const line of lines) {
      if (known.has(line.id)) continue
      known.add(line.id)
      if (known.size > rememberedIds) known.delete(known.values().next().value!)
      newestId = Math.max(newestId, line.id)
      show(line)
    }
  }
  const showMissed = async (): Promise<void> => {
    for (let cursor: string | undefined = String(Math.max(1, newestId)); cursor !== undefined && newestId > 0;) {
      const page: LogList = await collector.ask<LogList>('GET', `/api/clients/logs?${new URLSearchParams([...filter, ['order', 'oldest'], ['limit', '1000'], ['cursor', cursor]])}`)
      showNew(page.logs)
      cursor = page.nextCursor
    }
  }

  let isConnected = false
  const listen = async (): Promise<void> => {
    // Listens first: what is stored while the missed ones are asked for comes by both ways.
    const events = await collector.listen(`/api/clients/logs/tail?${filter}`, signal)
    isConnected = true
    await showMissed()
    for await (const { data } of events) {
      const { logs, skipped } = JSON.parse(data) as LogTail
      showNew(logs)
      if (skipped > 0) printError(text.skippedLogs(skipped))
    }
  }

  let isFirst = true
  while (!signal.aborted) {
    try {
      await listen()
    } catch (error) {
      if (signal.aborted) return
      if (isFirst || !(error instanceof CommandError)) throw error
    }
    if (isConnected && !signal.aborted) printError(text.connectionLost)
    isConnected = isFirst = false
    await wait(againMs, undefined, { signal }).catch(() => undefined)
  }
}
