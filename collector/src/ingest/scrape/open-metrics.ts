import { ExpositionError, type MetricType } from '@mimamori/exporter/text-format'

/** The types as the text format 0.0.4 has them, and the suffix of the family's name there. */
const textTypes: Readonly<Record<string, { readonly type: MetricType, readonly suffix?: string }>> = {
  counter: { type: 'counter', suffix: '_total' },
  gauge: { type: 'gauge' },
  histogram: { type: 'histogram' },
  gaugehistogram: { type: 'histogram' },
  summary: { type: 'summary' },
  info: { type: 'gauge', suffix: '_info' },
  stateset: { type: 'gauge' },
  unknown: { type: 'untyped' }
}

/** Types whose series say in `_created` when they began, which the text format has no place for. */
const withCreated = new Set(['counter', 'histogram', 'summary'])

const metadata = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][\w:]*) ?(.*)$/
/** Name and labels, value, then a timestamp and an exemplar; no two parts can match the same character. */
const sample = /^([a-zA-Z_:][\w:]*)(\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})? (\S+)(?: [-+.\deE]+)?(?: # .*)?$/

/** The text format refuses longer lines, which therefore need no reading here. */
const longestLine = 131_072
/** The characters read in one step, about. */
const charactersInStep = 32_768

function* linesOf (text: string): Generator<string, void> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start)
    yield end === -1 ? text.slice(start) : text.slice(start, end)
    start = end === -1 ? text.length : end + 1
  }
}

const readTypes = (text: string): ReadonlyMap<string, string> => {
  const types = new Map<string, string>()
  for (const line of linesOf(text)) {
    const [, keyword, name, type] = (line.startsWith('# TYPE ') && line.length <= longestLine && metadata.exec(line)) || []
    if (keyword !== undefined) types.set(name!, type!)
  }
  return types
}

/**
 * An OpenMetrics 1.0 exposition as the text format 0.0.4, line by line, so that a mistake is found in its own
 * line; a line that is not understood is unchanged, for the parser to refuse. Timestamps, exemplars, units and `_created` are left out,
 * and the samples of a gauge histogram are named like those of a histogram.
 * (https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md)
 * @throws {ExpositionError} if it does not end with `# EOF`
 */
export function* toTextFormat (text: string): Generator<undefined, string> {
  const types = readTypes(text)

  const metadataLine = (line: string): string => {
    const [, keyword, name, rest] = metadata.exec(line) ?? []
    if (keyword === undefined) return line
    if (keyword === 'UNIT') return ''
    const { type = rest!, suffix = '' } = textTypes[types.get(name!) ?? 'unknown'] ?? {}
    const fullName = name!.endsWith(suffix) ? name! : name! + suffix
    return keyword === 'TYPE' ? `# TYPE ${fullName} ${type}` : `# HELP ${fullName} ${rest!.replaceAll('\\"', '"')}`
  }

  const sampleLine = (line: string): string => {
    const [, name, labels = '', value] = sample.exec(line) ?? []
    if (name === undefined) return line
    const [, family = '', suffix = ''] = /^(.*)(_created|_gcount|_gsum)$/.exec(name) ?? []
    const type = types.get(family) ?? ''
    if (suffix === '_created' && withCreated.has(type)) return ''
    return `${type === 'gaugehistogram' ? `${family}_${suffix.slice(2)}` : name}${labels} ${value!}`
  }

  let out = ''
  let line = 0
  let ended = false
  let stepEnd = charactersInStep
  for (const each of linesOf(text)) {
    line++
    if (ended) throw new ExpositionError(line, 'text after # EOF')
    ended = each === '# EOF'
    if (!ended) out += `${each.length > longestLine ? each : each.startsWith('#') ? metadataLine(each) : sampleLine(each)}\n`
    if (out.length < stepEnd) continue
    yield
    stepEnd = out.length + charactersInStep
  }
  if (!ended) throw new ExpositionError(line, 'the last line is not # EOF; the text seems truncated')
  return out
}
