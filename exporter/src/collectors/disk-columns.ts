import { counter, gauge } from '../text-format/index.ts'

const sectorBytes = 512
const millisecond = 1000

/** The numbers of a line of /proc/diskstats in their order, and how each is shown: divided by `per`, or multiplied by `times`. */
export const diskColumns = [
  { family: 'reads_completed_total', help: 'The total number of reads completed successfully.' },
  { family: 'reads_merged_total', help: 'The total number of reads merged.' },
  { family: 'read_bytes_total', help: 'The total number of bytes read successfully.', times: sectorBytes },
  { family: 'read_time_seconds_total', help: 'The total number of seconds spent by all reads.', per: millisecond },
  { family: 'writes_completed_total', help: 'The total number of writes completed successfully.' },
  { family: 'writes_merged_total', help: 'The number of writes merged.' },
  { family: 'written_bytes_total', help: 'The total number of bytes written successfully.', times: sectorBytes },
  { family: 'write_time_seconds_total', help: 'This is the total number of seconds spent by all writes.', per: millisecond },
  { family: 'io_now', help: 'The number of I/Os currently in progress.', make: gauge },
  { family: 'io_time_seconds_total', help: 'Total seconds spent doing I/Os.', per: millisecond },
  { family: 'io_time_weighted_seconds_total', help: 'The weighted # of seconds spent doing I/Os.', per: millisecond },
  { family: 'discards_completed_total', help: 'The total number of discards completed successfully.' },
  { family: 'discards_merged_total', help: 'The total number of discards merged.' },
  { family: 'discarded_sectors_total', help: 'The total number of sectors discarded successfully.' },
  { family: 'discard_time_seconds_total', help: 'This is the total number of seconds spent by all discards.', per: millisecond },
  { family: 'flush_requests_total', help: 'The total number of flush requests completed successfully' },
  {
    family: 'flush_requests_time_seconds_total',
    help: 'This is the total number of seconds spent by all flush requests.',
    per: millisecond
  }
].map(
  ({
    family,
    help,
    make = counter,
    times = 1,
    per = 1
  }: {
    family: string
    help: string
    make?: typeof counter
    times?: number
    per?: number
  }) => ({ name: `node_disk_${family}`, help, make, scale: (count: number): number => (count * times) / per })
)
