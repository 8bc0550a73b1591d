import {
  LineCounter, isMap, isNode, isScalar, isSeq, parseDocument, visit, type Alias, type Document, type ParsedNode, type Scalar
} from 'yaml'
import type { z } from 'zod'
import type { CalendarText } from './calendar-text.ts'
import { noCalendar, type Calendar } from './calendar.ts'
import { calendarFile, type Expectation } from './calendar-schema.ts'

/** Each as `FILE:LINE: where: expected …, got …`, which editors can jump to. */
export const formatMistakes = (file: string, mistakes: readonly CalendarMistake[], text: CalendarText): readonly string[] =>
  mistakes.map(({ line, where, expected, got }) => text.mistake(`${file}:${line}`, where === '' ? '' : `${where}: `, expected, got))

/** A mistake in a calendar file. */
export interface CalendarMistake {
  /** From 1. */
  readonly line: number
  /** Such as `sites.north.open`; empty for the file as a whole. */
  readonly where: string
  readonly expected: string
  readonly got: string
}

/** Sites are hundreds at most; a parser cannot be interrupted, and reports would wait for it. */
export const mostCalendarBytes = 65_536
/** Longer lists help nobody. */
const mostMistakes = 100

type Path = readonly PropertyKey[]

/** The offset of a path's entry: its key, or its item in a list. */
const offsetOf = (document: Document, path: Path): number => {
  const parent = document.getIn(path.slice(0, -1), true)
  const key = isMap(parent)
    ? parent.items.map((item) => item.key).find((each) => isScalar(each) && String(each.value) === path.at(-1))
    : document.getIn(path, true)
  if (isNode(key) && key.range) return key.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}

const describe = (document: Document, path: Path, { got }: CalendarText): string => {
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  if (isMap(node)) return got.map
  if (isSeq(node)) return got.list
  return isScalar(node) && node.source !== undefined && node.source !== '' ? JSON.stringify(node.source) : got.nothing
}

interface Found {
  readonly path: Path
  readonly expected: string
  readonly got: string
}

/** The keys that an issue is about: each unknown one, one that is no name of its kind, or the value of one. */
const foundOf = (document: Document, issue: z.core.$ZodIssue, text: CalendarText): readonly Found[] => {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? ['sites', 'closed'] : ['time_zone', 'open', 'closed']
    return issue.keys.map((key) => ({ path: [...issue.path, key], expected: text.expected.oneOf(known), got: JSON.stringify(key) }))
  }
  const isName = issue.code === 'invalid_key' || issue.message === 'dayOnce'
  const expectation = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message
  const expected = text.expected[expectation as Exclude<Expectation, 'oneOf' | 'bytes'>]
  return [{ path: issue.path, expected, got: isName ? JSON.stringify(issue.path.at(-1)) : describe(document, issue.path, text) }]
}

/**
 * The first alias, since a few bytes with aliases can mean any amount, or the first duplicate key: the parser's own check takes
 * the square of their number.
 */
const refusedIn = (
  document: Document, { expected }: CalendarText
): { readonly node: ParsedNode, readonly expected: string, readonly got: string } | undefined => {
  let found: ReturnType<typeof refusedIn>
  visit(document, {
    Alias: (_, alias) => {
      found = { node: alias as Alias.Parsed, expected: expected.noAlias, got: JSON.stringify(`*${alias.source}`) }
      return visit.BREAK
    },
    Map: (_, { items }) => {
      const keys = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (keys.has(key.value)) {
          found = { node: key as Scalar.Parsed, expected: expected.keyOnce, got: JSON.stringify(String(key.value)) }
          return visit.BREAK
        }
        keys.add(key.value)
      }
      return undefined
    }
  })
  return found
}

/** The sites of a calendar file, and all mistakes in it at once: if there are mistakes, there is no calendar. */
export const readCalendar = (
  content: string,
  text: CalendarText
): { readonly calendar: Calendar, readonly mistakes: readonly CalendarMistake[] } => {
  const bytes = Buffer.byteLength(content)
  if (bytes > mostCalendarBytes) {
    return {
      calendar: noCalendar,
      mistakes: [{ line: 1, where: '', expected: text.expected.bytes(mostCalendarBytes), got: text.got.bytes(bytes) }]
    }
  }
  const lines = new LineCounter()
  const document: Document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line || 1
  if (document.errors.length > 0) {
    return {
      calendar: noCalendar,
      // Most of them follow from the one before: an open bracket makes every further line one.
      mistakes: document.errors
        .filter(({ message }, place, all) => all.findIndex((other) => other.message === message) === place)
        .slice(0, mostMistakes)
        .map(({ pos, message }) => ({ line: lineAt(pos[0]), where: '', expected: text.expected.yaml, got: text.got.syntax(message) }))
    }
  }
  const refused = refusedIn(document, text)
  if (refused) {
    return {
      calendar: noCalendar,
      mistakes: [{ line: lineAt(refused.node.range[0]), where: '', expected: refused.expected, got: refused.got }]
    }
  }
  // An empty file has no sites.
  const { data, error } = calendarFile.safeParse((document.toJS() as unknown) ?? { sites: {} })
  if (error) {
    const found = error.issues
      .slice(0, mostMistakes)
      .flatMap((issue) => foundOf(document, issue, text))
      .slice(0, mostMistakes)
    return {
      calendar: noCalendar,
      mistakes: found
        .map(({ path, expected, got }) => ({ line: lineAt(offsetOf(document, path)), where: path.join('.'), expected, got }))
        .toSorted((a, b) => a.line - b.line)
    }
  }
  const calendar = Object.entries(data.sites).map(
    ([site, { time_zone: timeZone, open, closed }]) =>
      [site, { open, closedDates: new Set([...data.closed, ...closed]), ...(timeZone !== undefined && { timeZone }) }] as const
  )
  return { calendar: new Map(calendar), mistakes: [] }
}
