import type { AgentConfig } from '../config/agent-config.ts'
import type { Named } from '../config/setting-kinds.ts'
import type { FileFormat } from './files/file-line.ts'
import { createFileSource, type FileSelection } from './files/file-source.ts'
import { createJournalOffset } from './journal/journal-offset.ts'
import { createJournalSource } from './journal/journal-source.ts'
import { globToRegExp } from './lines/glob.ts'
import type { LineRules } from './lines/line-pipeline.ts'
import { createRedaction } from './lines/redaction.ts'
import { levelOfPriority, priorities } from '../config/priority.ts'
import type { SourceContext } from './source-context.ts'
import type { Source, SourceStats } from './source.ts'

/** All sources except the agent's own log. */
export interface Sources {
  /** Ends them and hands over lines still being joined. */
  stop (): Promise<void>
  stats (): readonly SourceStats[]
}

interface SourcesOptions extends Omit<SourceContext, 'rules'> {
  readonly config: AgentConfig
  readonly bootStarts: FileSelection['bootStarts']
  readonly notedMs: FileSelection['notedMs']
}

const tickMs = 1000

/** Finds the value set for a unit or a file: the first whose name, a pattern, matches. */
const chooser = <Value>(named: readonly Named<Value>[]) => {
  const known = named.map(({ name, value }) => ({ names: globToRegExp(name), value }))
  return (name: string): Value | undefined => known.find(({ names }) => names.test(name))?.value
}

/** The rules for lines from the settings. */
const rulesOf = ({ logFirstLines, logRedact, logLinesPerSecond, logBurstLines, logPriority }: AgentConfig): LineRules => {
  return {
    firstLineOf: chooser(logFirstLines),
    limit: { linesPerSecond: logLinesPerSecond, burst: logBurstLines },
    leastLevel: levelOfPriority(priorities.indexOf(logPriority)),
    redact: createRedaction(logRedact)
  }
}

/** Starts what the configuration names. */
export const startSources = ({ config, bootStarts, notedMs, ...parts }: SourcesOptions): Sources => {
  const context: SourceContext = { ...parts, rules: rulesOf(config) }
  const { clock } = context
  const selection = { units: config.logUnits, priority: config.logPriority, matches: config.logJournalMatches }
  const [readTimeOf, encodingOf] = [chooser(config.logTimeFormat), chooser(config.logEncoding)]
  const formatOf = (path: string): FileFormat => ({ readTime: readTimeOf(path), encoding: encodingOf(path) })
  const sources: Source[] = []
  if (config.logJournal) sources.push(createJournalSource(context, { selection, offsetMs: createJournalOffset(clock) }))
  if (config.logFiles.length > 0) sources.push(createFileSource(context, { patterns: config.logFiles, formatOf, bootStarts, notedMs }))
  const stopping = new AbortController()
  const ticking = (async () => {
    while (sources.length > 0 && !stopping.signal.aborted) {
      await clock.sleep(tickMs, stopping.signal)
      // A file that is closed by then would be opened again, and read from its beginning.
      if (stopping.signal.aborted) return
      for (const source of sources) source.tick()
    }
  })()
  return {
    async stop () {
      stopping.abort()
      await Promise.all([ticking, ...sources.map((source) => source.stop())])
    },
    stats: () => sources.flatMap((source) => source.stats())
  }
}
