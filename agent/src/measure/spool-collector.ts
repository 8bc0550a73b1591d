import type { Collector } from '@mimamori/exporter'
import { counter, gauge } from '@mimamori/exporter/text-format'
import type { SpoolStats } from '../spool/spool.ts'

/** What the agent's spool of log lines holds, and what it costs the card. */
export const spoolCollector = (stats: () => SpoolStats): Collector => ({
  name: 'spool',
  collect () {
    const { items, disk } = stats()
    return [
      gauge('mimamori_agent_spool_items', 'Log lines that wait to be sent, in memory and on the disk.', items),
      gauge('mimamori_agent_spool_bytes', 'Size of the spool on the disk.', disk.bytes),
      gauge('mimamori_agent_spool_writable', '1 if the spool can be written; 0 if what waits is kept in memory only.', disk.problem === undefined ? 1 : 0),
      counter('mimamori_agent_spool_written_bytes_total', 'Bytes that the agent has written to its spool.', disk.writtenBytes),
      counter('mimamori_agent_spool_damaged_segments_total', 'Files of the spool that were damaged and set aside.', disk.damagedSegments)
    ]
  }
})
