/**
 * `npm run bench`: ours and the peer in the same run, on this machine alone; some twenty minutes, most of them for updates. Writes
 * docs/benchmarks.md; if sections are named, only these.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withSections } from './benchmark-page.ts'
import { contentSection } from './content-section.ts'
import { collectorSection } from './collector-section.ts'
import { exporterSection } from './exporter-section.ts'
import { hostileSection } from './hostile-section.ts'
import { journalSection } from './journal-section.ts'
import { logsSection } from './logs-section.ts'
import { logWritesSection } from './log-writes-section.ts'
import { lokiProgram } from '../whole/real-loki.ts'
import { lokiSection } from './loki-section.ts'
import { describeMachine } from './machine.ts'
import { reportSection } from './report-section.ts'
import { rulesSection } from './rules-section.ts'
import { renderSection, type Section } from './table.ts'
import { updatesSection } from './updates-section.ts'

type Measure = (directory: string, say: (line: string) => void) => Promise<Section>

const sections: Readonly<Record<string, readonly Measure[]>> = {
  agent: [exporterSection, journalSection],
  report: [reportSection],
  collector: [collectorSection],
  content: [contentSection],
  hostile: [hostileSection],
  logs: [logsSection, logWritesSection, ...lokiProgram === undefined ? [] : [lokiSection(lokiProgram)]],
  rules: [rulesSection],
  writes: [logWritesSection],
  updates: [updatesSection]
}

const page = join(import.meta.dirname, '../../docs/benchmarks.md')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => sections[name] === undefined)
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

if (unknown.length > 0) {
  say(`bench: expected nothing, or some of ${Object.keys(sections).join(', ')}; got ${unknown.join(' ')}`)
  process.exitCode = 2
} else {
  const directory = await mkdtemp(join(tmpdir(), 'mimamori-bench-'))
  try {
    for (const measure of new Set((asked.length > 0 ? asked : Object.keys(sections)).flatMap((name) => sections[name]!))) {
      const machine = describeMachine()
      const text = renderSection(await measure(directory, say), machine)
      process.stdout.write(`${text}\n`)
      await writeFile(page, withSections(await readFile(page, 'utf8'), [text]))
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
