import { nextTryMs, type QueuedHost } from '../run/queue.ts'
import { localTime } from '../schedule/local-time.ts'
import type { CommandText } from '../text/command-text.en.ts'

/** Devices that were tried again in vain, a line each, with the time from which they are tried once more. */
export const queueLines = (queue: readonly QueuedHost[], nowMs: number, text: CommandText): string[] => queue.flatMap((one) => one.tries === undefined
  ? []
  : [text.queueRetriedLater({ host: one.host, tries: one.tries, from: localTime(nextTryMs(one, nowMs)) })])
