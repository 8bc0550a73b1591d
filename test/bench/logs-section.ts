import { measureLog } from './log-measurements.ts'
import { searches } from './log-searches.ts'
import { quantile } from './statistics.ts'
import { milliseconds, type Row, type Section } from './table.ts'

const lines = 5_000_000

const bytes = (value: number): string => `${value.toFixed(0)} B`

/** What the log takes in beside the reports of a fleet, and how fast it finds. */
export const logsSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const measured = await measureLog({
    directory,
    lines,
    devices: 200,
    searches: Object.fromEntries(Object.entries(searches).map(([name, { text }]) => [name, text])),
    say
  })
  const { linesPerSecond, cpuSecondsPerLine, reportSeconds } = measured.ingest
  const { whileRemoving, otherwise } = measured.retention
  const p99 = quantile(reportSeconds, 0.99)
  return {
    title: 'The log',
    method:
      `${lines.toLocaleString('en-US')} lines of some 200 bytes, English and Japanese, of 200 devices in the embedded log. A search is the whole request for the newest 100 lines, the median of seven; grep -F reads the same lines in one plain file, already in memory. ` +
      'Then, in the same log, 40 devices send 12,000 lines a second for 30 s in batches of 500, while 300 others report every 30 s: lines count once they can be found. The senders run on the same cores. ' +
      `Last, the limit of the log is lowered, and while ${measured.retention.removedLines.toLocaleString('en-US')} lines are removed, and after that, one device sends one line after the other. A full log is that one without a collector around it.`,
    peer: 'grep',
    rows: [
      ...Object.entries(measured.searches).map(([name, { seconds, grepSeconds }]): Row => ({
        what: `finding ${name}`,
        ours: milliseconds(seconds),
        peer: milliseconds(grepSeconds),
        ratio: seconds / grepSeconds,
        budget: { text: `under ${searches[name]!.budgetMs} ms`, isKept: seconds * 1000 < searches[name]!.budgetMs }
      })),
      {
        what: 'size of a line',
        ours: bytes(measured.bytesPerLine),
        peer: bytes(measured.plainBytesPerLine),
        ratio: measured.bytesPerLine / measured.plainBytesPerLine
      },
      {
        what: 'lines a second, until they can be found',
        ours: linesPerSecond.toFixed(0),
        peer: '',
        budget: { text: 'at least 10,000', isKept: linesPerSecond >= 10_000 }
      },
      { what: 'lines a second into a full log, where as many go as come', ours: measured.fullLogLinesPerSecond.toFixed(0), peer: '' },
      { what: 'CPU for 1,000 lines', ours: milliseconds(cpuSecondsPerLine * 1000), peer: '' },
      {
        what: 'answer to a report meanwhile, 99th percentile',
        ours: milliseconds(p99),
        peer: '',
        budget: { text: 'under 100 ms', isKept: p99 < 0.1 }
      },
      { what: 'longest answer to a line, while none is removed', ours: milliseconds(otherwise), peer: '' },
      {
        what: 'longest answer to a line, while others are removed',
        ours: milliseconds(whileRemoving),
        peer: '',
        budget: { text: 'under 50 ms more', isKept: whileRemoving - otherwise < 0.05 }
      }
    ]
  }
}
