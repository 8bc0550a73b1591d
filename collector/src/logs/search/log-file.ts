import { formatLogLine } from '@mimamori/contract/log-text'
import { viewLogLine } from '../../devices/snapshot/view-log-line.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogConditions } from '../matches.ts'
import type { LogQuery } from '../log-query.ts'
import type { SearchableLog } from './searchable-log.ts'

/** The most lines that a person opens in an editor; some 30 MB. */
export const linesOfFile = 100_000
const linesOfPage = 1000

interface FileFormat {
  readonly contentType: string
  readonly extension: string
  readonly print: (line: LogLine, timeZone: string) => string
  /** The last line of a file that is full: more lines match. */
  readonly full: (nextId: number) => string
}

const fullText = (nextId: number): string => `only the first ${linesOfFile} lines; narrow the search, or go on with cursor=${nextId}`

export const fileFormats = {
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    extension: 'ndjson',
    print: (line) => JSON.stringify(viewLogLine(line)),
    full: (nextId) => JSON.stringify({ nextCursor: String(nextId), message: fullText(nextId) })
  },
  text: {
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    print: (line, timeZone) => formatLogLine(viewLogLine(line), timeZone),
    full: (nextId) => `# ${fullText(nextId)}`
  }
} as const satisfies Readonly<Record<string, FileFormat>>

interface FileQuery extends Pick<LogQuery, 'order' | 'afterId'> {
  readonly conditions: LogConditions
  readonly format: keyof typeof fileFormats
  /** IANA name, for text. */
  readonly timeZone: string
  /** Whether nobody takes the file any more. */
  readonly isOver: () => boolean
}

/** The matching lines, page by page as they are found: `linesOfFile` at most, and Loki's others in the last one's millisecond. */
export async function* logFile (
  log: Pick<SearchableLog, 'search'>,
  { conditions, order, afterId, format, timeZone, isOver }: FileQuery
): AsyncGenerator<string> {
  const { print, full } = fileFormats[format]
  let from = afterId
  let left = linesOfFile
  do {
    const { lines, nextId } = await log.search({
      ...conditions,
      order,
      limit: Math.min(linesOfPage, left),
      ...(from !== undefined && { afterId: from })
    })
    if (lines.length > 0) yield lines.map((line) => `${print(line, timeZone)}\n`).join('')
    left -= lines.length
    from = nextId
  } while (from !== undefined && left > 0 && !isOver())
  if (from !== undefined && left <= 0) yield `${full(from)}\n`
}
