import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from '../log-query.ts'

/** The log as searches read it. */
export interface SearchableLog {
  search (query: LogQuery): Promise<LogPage>
  /** Called with lines as soon as a search finds them. Gives a function that stops it. */
  onStored (listener: (lines: readonly LogLine[]) => void): () => void
}
