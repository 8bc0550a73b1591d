import { nextTryMs, type QueuedHost } from '../../state/queue.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import type { CommandText } from '../../text/command-text.en.ts'

/** Devices whose last try failed, one line each, with the time of the next try. */
export const queueLines = (
  queue: readonly QueuedHost[], nowMs: number, text: CommandText
): string[] => queue.flatMap((one) => one.tries === undefined
  ? []
  : [text.queueRetriedLater({ host: one.host, tries: one.tries, from: localTime(nextTryMs(one, nowMs)) })])
