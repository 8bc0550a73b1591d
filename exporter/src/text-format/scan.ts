import { labelRest, labelStart, nameRest, nameStart, parseValue, runEnd, skipBlanks, trimBlanks } from './characters.ts'
import { isSampleName, type MetricType } from './family.ts'
import { duplicateLabel, LabelPositions } from './label-positions.ts'
import { ExpositionError } from './syntax-error.ts'

/** The family that a run of lines belongs to. `help` is as written, still escaped. */
export interface ScannedFamily {
  readonly name: string
  type: MetricType
  help: string
  /** Whether a `# TYPE` line was there. */
  typed: boolean
}

/** The positions of the parts of one sample's line in the text; the same object is used for every sample. */
export interface ScannedSample {
  line: number
  nameStart: number
  nameEnd: number
  /** The text between the braces; both are nameEnd if there are none. */
  labelsStart: number
  labelsEnd: number
  readonly labels: LabelPositions
  valueStart: number
  valueEnd: number
  value: number
  hasTimestamp: boolean
}

export interface ExpositionVisitor {
  /** A family begins; every sample until the next call is its own. */
  onFamily (family: ScannedFamily): void
  onSample (sample: ScannedSample, family: ScannedFamily): void
}

/**
 * Our own copy of each type: a string read from a page is a slice of it, which is compared letter by letter and keeps the page in memory.
 */
const types: ReadonlyMap<string, MetricType> = new Map(
  (['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const).map((type) => [type, type])
)
/** The label whose value must be a number, by type: readers of the format refuse a whole page for any other value. */
const boundLabels: Readonly<Record<string, string>> = { histogram: 'le', summary: 'quantile' }

/** The characters read in one step: a millisecond's work for nothing but short labels (measured). */
const charactersInStep = 32_768

const shorten = (text: string): string => JSON.stringify(text.length > 60 ? text.slice(0, 60) + '…' : text)

/**
 * Reads a page in the text format 0.0.4, strictly and once, in time linear in its length: names, labels, escapes and
 * values are checked, and the bounds of histograms and summaries; each family's lines are together, and HELP and TYPE come once and
 * before its samples. (https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details)
 *
 * In steps of some kilobytes, between which other work can run; a line of more than `longestLine` characters, which would be a
 * step of its own, is refused.
 * @throws {ExpositionError} at the first invalid line.
 */
export function* scanInSteps (
  text: string,
  visitor: ExpositionVisitor,
  { longestLine = Infinity }: { readonly longestLine?: number } = {}
): Generator<undefined, void> {
  const seen = new Set<string>()
  const sample: ScannedSample = {
    line: 0,
    nameStart: 0,
    nameEnd: 0,
    labelsStart: 0,
    labelsEnd: 0,
    labels: new LabelPositions(),
    valueStart: 0,
    valueEnd: 0,
    value: 0,
    hasTimestamp: false
  }
  let family: ScannedFamily | undefined
  let described = false
  let announced = false
  let line = 0

  const refused = (message: string): ExpositionError => new ExpositionError(line, message)
  const begin = (name: string): ScannedFamily => {
    if (seen.has(name)) throw refused(`the family ${name} appears twice; all lines of a family must be together`)
    seen.add(name)
    described = false
    announced = false
    return (family = { name, type: 'untyped', help: '', typed: false })
  }

  const checkHelpEscapes = (help: string): void => {
    for (let at = help.indexOf('\\'); at !== -1; at = help.indexOf('\\', at + 2)) {
      const next = help.charAt(at + 1)
      if (next !== '\\' && next !== 'n') throw refused(`invalid escape \\${next} in a HELP line; expected \\\\ or \\n`)
    }
  }

  const readComment = (start: number, end: number): void => {
    const keywordStart = skipBlanks(text, start + 1)
    const isHelp = text.startsWith('HELP', keywordStart)
    if (!isHelp && !text.startsWith('TYPE', keywordStart)) return
    const afterKeyword = keywordStart + 4
    const from = skipBlanks(text, afterKeyword)
    if (from === afterKeyword) return
    const to = nameStart[text.charCodeAt(from)] === 1 ? runEnd(text, from, nameRest) : from
    const name = text.slice(from, to)
    if (to === from || to > end) {
      throw refused(`expected a metric name after ${isHelp ? 'HELP' : 'TYPE'}, found ${shorten(text.slice(from, end))}`)
    }
    const current = family?.name === name ? family : begin(name)
    if (announced) throw refused(`${isHelp ? 'HELP' : 'TYPE'} of ${name} appears after its samples`)
    if (isHelp) {
      if (described) throw refused(`second HELP line for ${name}`)
      described = true
      current.help = text.slice(skipBlanks(text, to), end)
      checkHelpEscapes(current.help)
    } else {
      const rest = trimBlanks(text, to, end)
      if (current.typed) throw refused(`second TYPE line for ${name}`)
      const type = types.get(rest)
      if (type === undefined) {
        throw refused(`unknown metric type ${shorten(rest)}; expected counter, gauge, histogram, summary or untyped`)
      }
      current.typed = true
      current.type = type
    }
  }

  const readLabels = (start: number, end: number): number => {
    let at = skipBlanks(text, start)
    while (text.charCodeAt(at) !== 125) {
      const from = at
      if (at >= end || labelStart[text.charCodeAt(at)] !== 1) {
        throw refused(`expected a label name or }, found ${shorten(text.slice(at, end))}`)
      }
      at = runEnd(text, at, labelRest)
      const nameEnd = at
      at = skipBlanks(text, at)
      if (text.charCodeAt(at) !== 61) throw refused(`expected = after the label name ${text.slice(from, nameEnd)}`)
      at = skipBlanks(text, at + 1)
      if (text.charCodeAt(at) !== 34) {
        throw refused(`expected a double quote before the value of the label ${text.slice(from, nameEnd)}`)
      }
      const valueStart = ++at
      for (let code = text.charCodeAt(at); code !== 34; code = text.charCodeAt(++at)) {
        if (at >= end) throw refused(`the value of the label ${text.slice(from, nameEnd)} has no closing quote`)
        if (code === 92) {
          const next = text.charCodeAt(++at)
          if (next !== 92 && next !== 34 && next !== 110) {
            throw refused(`invalid escape \\${text.charAt(at)} in a label value; expected \\\\, \\" or \\n`)
          }
        }
      }
      sample.labels.add(from, nameEnd, valueStart, at)
      at = skipBlanks(text, at + 1)
      if (text.charCodeAt(at) === 44) at = skipBlanks(text, at + 1)
      else if (text.charCodeAt(at) !== 125) throw refused('expected , or } after a label value')
    }
    return at
  }

  const checkBound = ({ name, type }: ScannedFamily): void => {
    const bound = boundLabels[type]
    if (bound === undefined) return
    const { labels } = sample
    for (let label = 0; label < labels.count; label++) {
      const start = labels.nameStart(label)
      if (labels.nameEnd(label) - start !== bound.length || !text.startsWith(bound, start)) continue
      const value = text.slice(labels.valueStart(label), labels.valueEnd(label))
      if (parseValue(value) === undefined) {
        throw refused(`expected a number as the label ${bound} of the ${type} ${name}, found ${shorten(value)}`)
      }
    }
  }

  const readSample = (start: number, end: number): void => {
    if (nameStart[text.charCodeAt(start)] !== 1) {
      throw refused(`expected a metric name, found ${shorten(text.slice(start, end))}`)
    }
    let at = runEnd(text, start, nameRest)
    const name = text.slice(start, at)
    sample.line = line
    sample.nameStart = start
    sample.nameEnd = sample.labelsStart = sample.labelsEnd = at
    sample.labels.clear()
    at = skipBlanks(text, at)
    if (text.charCodeAt(at) === 123) {
      sample.labelsStart = at + 1
      sample.labelsEnd = readLabels(at + 1, end)
      const twice = duplicateLabel(text, sample.labels)
      if (twice !== undefined) throw refused(`the label ${twice} appears twice in one sample`)
      at = skipBlanks(text, sample.labelsEnd + 1)
    }
    sample.valueStart = at
    while (at < end && text.charCodeAt(at) !== 32 && text.charCodeAt(at) !== 9) at++
    sample.valueEnd = at
    const value = parseValue(text.slice(sample.valueStart, at))
    if (value === undefined) {
      throw refused(`expected a number as the value of ${name}, found ${shorten(text.slice(sample.valueStart, at))}`)
    }
    sample.value = value
    const rest = trimBlanks(text, at, end)
    sample.hasTimestamp = rest !== ''
    if (rest !== '' && !/^-?\d+$/.test(rest)) {
      throw refused(`expected the end of the line or a timestamp in milliseconds, found ${shorten(rest)}`)
    }
    const current = family !== undefined && isSampleName(name, family) ? family : begin(name)
    checkBound(current)
    if (!announced) visitor.onFamily(current)
    announced = true
    visitor.onSample(sample, current)
  }

  let stepEnd = charactersInStep
  for (let start = 0; start < text.length;) {
    if (start >= stepEnd) {
      yield
      stepEnd = start + charactersInStep
    }
    line++
    const newline = text.indexOf('\n', start)
    if (newline - start > longestLine) {
      throw refused(`the line has ${newline - start} characters; expected at most ${longestLine}`)
    }
    if (newline === -1) throw refused('the last line does not end in a line feed; the text seems truncated')
    const first = skipBlanks(text, start)
    if (first < newline) {
      if (text.charCodeAt(first) === 35) readComment(first, newline)
      else readSample(first, newline)
    }
    start = newline + 1
  }
}

/** The same in one go, for small pages. @throws {ExpositionError} */
export const scanExposition = (text: string, visitor: ExpositionVisitor): void => {
  for (const step of scanInSteps(text, visitor)) void step
}
