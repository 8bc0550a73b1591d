import { idleSeconds, measureReportFiles, reportsOfEach } from './request-files.ts'
import type { Section } from './table.ts'

const listed = (files: readonly string[]): string => files.map((file) => `\n  ${file}`).join('')

/** Into how many of our files one looks who follows a report from its arrival to its answer. Says which. */
export const filesSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  say('the files on a report’s way …')
  const { known, fresh, idle } = await measureReportFiles(directory)
  say(`of a known template:${listed(known)}`)
  say(`of a new template, beside them:${listed(fresh.filter((file) => !known.includes(file)))}`)
  say(`${idleSeconds} s without a request:${listed(idle)}`)
  return {
    title: 'The files on a report’s way',
    method: 'Files of ours, the collector’s and those of its contract, exporter and leaf, of which a function was called between the arrival of one report’s head and the end of its answer, what follows the answer at once among it: by V8’s precise coverage of the main thread, in a collector of its own with one device that has reported before. ' +
      `A file counts that was used by each of ${reportsOfEach} reports in a row, so that what a timer did meanwhile does not. With a known template a report differs from its device’s last one in its values alone; with a new one it has a series that no device had. ` +
      'The files of types and constants alone call nothing and do not count; what timers use without any request is counted apart. The lists are printed while the benchmark runs.',
    peer: '',
    rows: [
      { what: 'files on the way of a report, known template', ours: String(known.length), peer: '', budget: { text: 'at most 25', isKept: known.length <= 25 } },
      { what: 'files on the way of a report, new template', ours: String(fresh.length), peer: '', budget: { text: 'at most 32', isKept: fresh.length <= 32 } },
      { what: `files used in ${idleSeconds} s without a request`, ours: String(idle.length), peer: '' }
    ]
  }
}
