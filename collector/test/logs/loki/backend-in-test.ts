import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../src/platform/clock/clock.ts'
import type { LogBackend, QueuedBatch } from '../../../src/logs/log-backend.ts'
import type { LogLine, NewLogLine } from '../../../src/devices/snapshot/log-line.ts'
import type { LogQuery } from '../../../src/logs/log-query.ts'
import { createLokiBackend } from '../../../src/logs/loki/loki-backend.ts'

export interface BackendInTest {
  readonly backend: LogBackend
  /** Lines refused by reason, so far. */
  readonly refused: Readonly<Record<string, number>>
  /** What was logged. */
  readonly warnings: readonly object[]
}

export const weekMs = 7 * 86_400_000

/** A backend whose Loki is at `url`. */
export const backendInTest = (
  url: string,
  {
    clock = { nowMs: Date.now, monotonicMs: () => performance.now() },
    ...options
  }: Partial<Parameters<typeof createLokiBackend>[0]> & { readonly clock?: Clock } = {}
): BackendInTest => {
  const refused: Record<string, number> = {}
  const warnings: object[] = []
  const backend = createLokiBackend({
    url,
    clock,
    clockTrust: { knowsAges: true },
    maxAgeMs: weekMs,
    searchRangeMs: weekMs,
    siteOf: () => '本社 "工場"',
    log: {
      warn: (fields) => {
        warnings.push(fields)
      }
    },
    onRefused: (reason, lines) => {
      refused[reason] = (refused[reason] ?? 0) + lines
    },
    ...options
  })
  return { backend, refused, warnings }
}

let positions = 0
/** A device that nobody else has: a real Loki keeps what other tests wrote. */
export const newDevice = (): string => `pi-${randomUUID().slice(0, 8)}`

export const line = (message: string, eventMs: number, more: Partial<NewLogLine> = {}): NewLogLine => ({
  level: 'info',
  message,
  eventMs,
  ...more
})

export const batch = (deviceId: string, lines: readonly NewLogLine[], more: Partial<QueuedBatch> = {}): QueuedBatch => ({
  position: ++positions,
  deviceId,
  receivedMs: Math.max(0, ...lines.map(({ eventMs }) => eventMs)),
  lines,
  ...more
})

/** All pages of a search. */
export const searchAll = async (backend: LogBackend, query: LogQuery): Promise<readonly LogLine[]> => {
  const lines: LogLine[] = []
  for (let afterId = query.afterId; ;) {
    const page = await backend.search({ ...query, ...afterId !== undefined && { afterId } })
    lines.push(...page.lines)
    if (page.nextId === undefined) return lines
    afterId = page.nextId
  }
}
