import { devices, measureLogWrites } from './log-writes.ts'
import type { Section } from './table.ts'

/** Twice what stays in memory until it is written to logs.db. */
const lines = 36_700

const bytes = (value: number): string => `${value.toFixed(0)} B`

/** Bytes that the log of a fleet writes to the disk. */
export const logWritesSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  say(`${lines} lines of a fleet at its pace …`)
  const { all, queue, store } = await measureLogWrites({ directory, lines, windowSeconds: 3 })
  return {
    title: 'What the log of a fleet writes',
    method:
      `${devices} devices log three lines of 130 bytes a minute each, and each line is a batch of its own: ` +
      `${lines.toLocaleString('en-US')} lines into the embedded log, in simulated time, those of three seconds at once. ` +
      'Counted is what the process gives the disk (`write_bytes` of `/proc/self/io`) until the log is closed. Reports, HTTP and what a ' +
      'full log removes are not in it. A whole day of 1,296,000 lines was measured once: 842 B for a line, 1.1 GB; the next, in which the ' +
      'index merges, 1,245 B, 1.6 GB.',
    peer: '',
    rows: [
      { what: 'written for a line', ours: bytes(all), peer: '', budget: { text: 'under 1,000 B', isKept: all < 1000 } },
      { what: 'of it by the queue, in mimamori.db and its WAL', ours: bytes(queue), peer: '' },
      { what: 'of it by logs.db', ours: bytes(store), peer: '' }
    ]
  }
}
