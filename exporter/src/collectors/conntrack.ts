import { collector, NoDataError } from '../collector.ts'
import { parseConntrackStat } from '../parse/conntrack-stat.ts'
import { readNumber, readOptional } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** The columns to show. */
const statistics: readonly (readonly [column: string, help: string])[] = [
  ['found', 'Number of searched entries which were successful.'],
  ['invalid', 'Number of packets seen which can not be tracked.'],
  ['ignore', 'Number of packets seen which are already connected to a conntrack entry.'],
  ['insert', 'Number of entries inserted into the list.'],
  ['insert_failed', 'Number of entries for which list insertion was attempted but failed.'],
  ['drop', 'Number of packets dropped due to conntrack failure.'],
  ['early_drop', 'Number of dropped conntrack entries to make room for new ones, if maximum table size was reached.'],
  ['search_restart', 'Number of conntrack table lookups which had to be restarted due to hashtable resizes.']
]

/** How full the table of tracked connections is, if a firewall or containers have the kernel track them. */
export const conntrack = collector('conntrack', 'how full the table of tracked connections is', (roots) => () => {
  const read = (file: string): number | undefined => readNumber(`${roots.proc}/sys/net/netfilter/${file}`)
  const [entries, limit] = [read('nf_conntrack_count'), read('nf_conntrack_max')]
  const stat = readOptional(`${roots.proc}/net/stat/nf_conntrack`)
  if (entries === undefined || limit === undefined || stat === undefined) {
    throw new NoDataError('connections are not tracked (nf_conntrack)')
  }
  const sums = parseConntrackStat(stat)
  return [
    gauge('node_nf_conntrack_entries', 'Number of currently allocated flow entries for connection tracking.', entries),
    gauge('node_nf_conntrack_entries_limit', 'Maximum size of connection tracking table.', limit),
    ...statistics.map(([column, help]) => gauge(`node_nf_conntrack_stat_${column}`, help, sums.get(column) ?? []))
  ]
})
