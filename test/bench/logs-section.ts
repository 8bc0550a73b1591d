import { rareWord } from './log-lines.ts'
import { measureLog } from './log-measurements.ts'
import { quantile } from './statistics.ts'
import { milliseconds, type Row, type Section } from './table.ts'

const lines = 5_000_000

/** What is looked for, and in how many milliseconds its first page is to be there. */
const searches: Readonly<Record<string, { readonly text: string, readonly budgetMs: number }>> = {
  'a rare word': { text: rareWord, budgetMs: 300 },
  'a common word': { text: 'temperature', budgetMs: 300 },
  'a word that is nowhere': { text: 'hippopotamus', budgetMs: 300 },
  'three Japanese characters': { text: '温度計', budgetMs: 500 },
  温度: { text: '温度', budgetMs: 1000 },
  停止: { text: '停止', budgetMs: 1000 },
  失敗: { text: '失敗', budgetMs: 1000 }
}

const bytes = (value: number): string => `${value.toFixed(0)} B`

/** What the log takes in beside the reports of a fleet, and how fast it finds. */
export const logsSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const measured = await measureLog({ directory, lines, devices: 200, searches: Object.fromEntries(Object.entries(searches).map(([name, { text }]) => [name, text])), say })
  const { linesPerSecond, cpuSecondsPerLine, reportSeconds } = measured.ingest
  const p99 = quantile(reportSeconds, 0.99)
  return {
    title: 'The log',
    method: `${lines.toLocaleString('en-US')} lines of some 200 bytes, English and Japanese, of 200 devices in the embedded log. A search is the whole request for the newest 100 lines, the median of seven; grep -F reads the same lines in one plain file, already in memory. ` +
      'Then, in the same log, 40 devices send 12,000 lines a second for 30 s in batches of 500, while 300 others report every 30 s: lines count once they can be found. The senders run on the same cores.',
    peer: 'grep',
    rows: [
      ...Object.entries(measured.searches).map(([name, { seconds, grepSeconds }]): Row => ({
        what: `finding ${name}`, ours: milliseconds(seconds), peer: milliseconds(grepSeconds), ratio: seconds / grepSeconds,
        budget: { text: `under ${searches[name]!.budgetMs} ms`, isKept: seconds * 1000 < searches[name]!.budgetMs }
      })),
      { what: 'size of a line', ours: bytes(measured.bytesPerLine), peer: bytes(measured.plainBytesPerLine), ratio: measured.bytesPerLine / measured.plainBytesPerLine },
      { what: 'lines a second, until they can be found', ours: linesPerSecond.toFixed(0), peer: '', budget: { text: 'at least 10,000', isKept: linesPerSecond >= 10_000 } },
      { what: 'CPU for 1,000 lines', ours: milliseconds(cpuSecondsPerLine * 1000), peer: '' },
      { what: 'answer to a report meanwhile, 99th percentile', ours: milliseconds(p99), peer: '', budget: { text: 'under 100 ms', isKept: p99 < 0.1 } }
    ]
  }
}
