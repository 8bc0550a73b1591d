import type { Clock } from '../../platform/clock/clock.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { firstIdAt } from '../line-id.ts'
import { nsOfId } from './entry-time.ts'
import { fromEntry } from './line-entry.ts'
import { toLogQl } from './log-ql.ts'
import type { LokiClient } from './loki-client.ts'

const dayMs = 86_400_000
/** The collector starts after this without them. */
const timeoutMs = 3000
/** The most lines that Loki gives at once (`max_entries_limit_per_query`). */
const mostLines = 5000

/**
 * The newest lines of each device among the newest 5000 of the last day, oldest first: one question, however many devices there are.
 * @throws {LokiUnavailableError}
 */
export const latestOfEach = async (client: LokiClient, clock: Clock, limit: number): Promise<readonly LogLine[]> => {
  const nowMs = clock.nowMs()
  const entries = await client.query({
    expression: toLogQl({}),
    fromNs: nsOfId(firstIdAt(nowMs - dayMs)),
    toNs: nsOfId(firstIdAt(nowMs + 1)),
    newestFirst: true,
    limit: mostLines,
    timeoutMs
  })
  const lines = entries.map((entry) => fromEntry(entry.labels, entry)).sort((one, other) => one.id - other.id)
  return Object.values(Object.groupBy(lines, ({ deviceId }) => deviceId)).flatMap((ofDevice) => ofDevice!.slice(-limit))
}
