import { textTable } from '@mimamori/program/text-table'
import type { QueueState } from '../../state/change-queue.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import type { CommandText } from '../../text/command-text.en.ts'
import { queueLines } from './queue-lines.ts'
import { shortRevision } from './short-revision.ts'

export interface QueueTableOptions {
  readonly nowMs: number
  readonly text: CommandText
  /** Shown instead of a revision that only the inventory knows. */
  readonly none: string
}

const minute = (timestamp: string): string => localTime(Date.parse(timestamp))

/** The queue as a table: a line for each device that waits, why some are not tried now, and the pinned devices. */
export const queueTable = ({ queue, pins }: QueueState, { nowMs, text, none }: QueueTableOptions): string[] => {
  const wanted = queue.map(({ host, release, reference, revision, queuedAt }) =>
    [
      host, release ?? '-', reference === undefined && revision === undefined ? none : shortRevision(revision ?? reference),
      minute(queuedAt)
    ])
  return [
    ...queue.length === 0 ? [text.queueEmpty] : textTable([text.queueColumns, ...wanted]),
    ...queueLines(queue, nowMs, text),
    ...pins.map(({ host, by, at }) => text.pinnedBy({ host, by, at: minute(at) }))
  ]
}
