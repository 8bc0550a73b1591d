import type { LokiEntry } from '../../../src/logs/loki/push-request.ts'
import type { Fields } from '../../../src/logs/loki/label-set.ts'

type Holds = (labels: Fields, entry: LokiEntry) => boolean

const string = String.raw`("(?:[^"\\\n]|\\.)*")`
const matcher = new RegExp(String.raw`\s*([a-z_]+)(=~|=)${string}\s*(,|\})`, 'y')
const stage = new RegExp(String.raw`\s*(?:(\|=|\|~)\s*${string}|\|\s*([a-z_]+)=${string})\s*`, 'y')

/** RE2's and JavaScript's syntax are the same for what the collector writes. */
const pattern = (text: string): RegExp => text.startsWith('(?i)') ? new RegExp(text.slice(4), 'isu') : new RegExp(text, 'su')

/**
 * The part of LogQL that the collector writes: matchers of labels, filters of the line, filters of fields. @throws where it is anything
 * else
 */
export const parseQuery = (query: string): Holds => {
  const conditions: Holds[] = []
  if (!query.startsWith('{')) throw new Error('parse error: expected {')
  let at = 1
  for (let isOpen = true; isOpen;) {
    matcher.lastIndex = at
    const match = matcher.exec(query)
    if (match === null) throw new Error(`parse error at ${at}`)
    const [, name, operator, quoted, end] = match
    const value = JSON.parse(quoted!) as string
    const whole = operator === '=~' ? new RegExp(`^(?:${value})$`, 'su') : undefined
    conditions.push((labels) => whole === undefined ? (labels[name!] ?? '') === value : whole.test(labels[name!] ?? ''))
    isOpen = end === ','
    at = matcher.lastIndex
  }
  while (at < query.length) {
    stage.lastIndex = at
    const match = stage.exec(query)
    if (match === null) throw new Error(`parse error at ${at}`)
    const [, operator, filter, field, fieldValue] = match
    if (field !== undefined) {
      const value = JSON.parse(fieldValue!) as string
      conditions.push((labels, { metadata }) => (metadata[field] ?? labels[field] ?? '') === value)
    } else {
      const text = JSON.parse(filter!) as string
      const found = operator === '|~' ? pattern(text) : undefined
      conditions.push((_, { line }) => found === undefined ? line.includes(text) : found.test(line))
    }
    at = stage.lastIndex
  }
  return (labels, entry) => conditions.every((holds) => holds(labels, entry))
}
