import { counter, gauge } from '../text-format/index.ts'

const sectorBytes = 512
const millisecond = 1000

interface Shown {
  readonly make?: typeof counter
  /** The factor to the base unit, or the divisor: floating point numbers differ between the two. */
  readonly times?: number
  readonly per?: number
}

const inBytes: Shown = { times: sectorBytes }
const inSeconds: Shown = { per: millisecond }

/** The numbers of a line of /proc/diskstats in their order, and how each is shown; the helps are node_exporter's. */
export const diskColumns = ([
  ['reads_completed_total', 'The total number of reads completed successfully.'],
  ['reads_merged_total', 'The total number of reads merged.'],
  ['read_bytes_total', 'The total number of bytes read successfully.', inBytes],
  ['read_time_seconds_total', 'The total number of seconds spent by all reads.', inSeconds],
  ['writes_completed_total', 'The total number of writes completed successfully.'],
  ['writes_merged_total', 'The number of writes merged.'],
  ['written_bytes_total', 'The total number of bytes written successfully.', inBytes],
  ['write_time_seconds_total', 'This is the total number of seconds spent by all writes.', inSeconds],
  ['io_now', 'The number of I/Os currently in progress.', { make: gauge }],
  ['io_time_seconds_total', 'Total seconds spent doing I/Os.', inSeconds],
  ['io_time_weighted_seconds_total', 'The weighted # of seconds spent doing I/Os.', inSeconds],
  ['discards_completed_total', 'The total number of discards completed successfully.'],
  ['discards_merged_total', 'The total number of discards merged.'],
  ['discarded_sectors_total', 'The total number of sectors discarded successfully.'],
  ['discard_time_seconds_total', 'This is the total number of seconds spent by all discards.', inSeconds],
  ['flush_requests_total', 'The total number of flush requests completed successfully'],
  ['flush_requests_time_seconds_total', 'This is the total number of seconds spent by all flush requests.', inSeconds]
] as readonly (readonly [family: string, help: string, shown?: Shown])[]).map(
  ([family, help, { make = counter, times = 1, per = 1 } = {}]) =>
    ({ name: `node_disk_${family}`, help, make, scale: (count: number): number => (count * times) / per })
)
