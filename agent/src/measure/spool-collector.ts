import type { Collector } from '@mimamori/exporter'
import { counter, gauge, type Sample } from '@mimamori/exporter/text-format'
import type { SpooledBatches, SpoolStats } from '../spool/spool.ts'

/** The fill of the agent's spools, and their writes to the card. */
export const spoolCollector = (spools: Readonly<Record<'logs' | 'samples', Pick<SpooledBatches, 'stats'>>>): Collector => ({
  name: 'spool',
  collect () {
    const stats = { logs: spools.logs.stats(), samples: spools.samples.stats() }
    const byKind = (valueOf: (of: SpoolStats) => number): readonly Sample[] =>
      (['logs', 'samples'] as const).map((kind) => ({ labels: { kind }, value: valueOf(stats[kind]) }))
    return [
      gauge(
        'mimamori_agent_spool_items',
        'Log lines, and reports that did not arrive when they were made, that wait to be sent, in memory and on the disk.',
        byKind(({ items }) => items)
      ),
      gauge(
        'mimamori_agent_spool_bytes',
        'Size of the spool on the disk.',
        byKind(({ disk }) => disk.bytes)
      ),
      gauge(
        'mimamori_agent_spool_writable',
        '1 if the spool can be written; 0 if what waits is kept in memory only.',
        byKind(({ disk }) => (disk.isThere && disk.problem === undefined ? 1 : 0))
      ),
      counter(
        'mimamori_agent_spool_written_bytes_total',
        'Bytes that the agent has written to its spool.',
        byKind(({ disk }) => disk.writtenBytes)
      ),
      counter(
        'mimamori_agent_spool_damaged_segments_total',
        'Files of the spool that were damaged and set aside.',
        byKind(({ disk }) => disk.damagedSegments)
      )
    ]
  }
})
