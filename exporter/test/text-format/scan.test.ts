import { describe, expect, it, vi } from 'vitest'
import { ExpositionError, parseFamilies, scanExposition, scanInSteps } from '../../src/text-format/index.ts'

const scan = (text: string): { families: string[], samples: number } => {
  const families: string[] = []
  let samples = 0
  scanExposition(text, {
    onFamily: ({ name, type }) => { families.push(`${name} ${type}`) },
    onSample: () => { samples++ }
  })
  return { families, samples }
}

describe('what is legal', () => {
  it.each([
    ['an empty page', ''],
    ['blank lines and comments', '\n  \n# a comment\n#another\n# HELPLESS is a comment, too\n'],
    ['blanks wherever they may stand', '  a  { x = "1" , y="2" , }  3  \n'],
    ['a timestamp', 'a 1 1712345678901\na{x="1"} 2 -5\n'],
    ['NaN and infinities', 'a{x="1"} NaN\na{x="2"} +Inf\na{x="3"} -Inf\na{x="4"} Inf\na{x="5"} nan\n'],
    ['the other spellings that Go takes', 'a{x="1"} NAN\na{x="2"} Infinity\na{x="3"} -INF\na{x="4"} 1e-999\na{x="5"} 0e999\n'],
    ['numbers in all their forms', 'a{x="1"} 1.\na{x="2"} .5\na{x="3"} -1e-9\na{x="4"} +1E+9\na{x="5"} 0\n'],
    ['empty braces', 'a{} 1\n'],
    ['a colon in a name', 'a:b:c 1\n'],
    ['TYPE before HELP', '# TYPE a gauge\n# HELP a A.\na 1\n'],
    ['a HELP without text', '# HELP a\na 1\n'],
    ['escapes', '# HELP a \\\\ and \\n\na{x="\\\\ \\" \\n"} 1\n'],
    ['a label value that looks like syntax', 'a{x="} 1 # {"} 1\n'],
    ['NUL and characters beyond the basic plane in a value', 'a{x="\u0000😀"} 1\n']
  ])('takes %s', (_, text) => {
    expect(() => scan(text)).not.toThrow()
  })

  it('gathers the samples of histograms and summaries under one family', () => {
    const text =
      '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 1\ns_count 1\n'
    expect(scan(text)).toEqual({ families: ['h histogram', 's summary'], samples: 7 })
  })

  it('takes samples without a TYPE as untyped, each name its own family', () => {
    expect(scan('h_sum 1\nh_count 1\n').families).toEqual(['h_sum untyped', 'h_count untyped'])
  })

  it('says where the parts of a sample stand, without copying them', () => {
    const text = 'a{x="1",yy="22"} 3.5 7\n'
    const samples: unknown[] = []
    scanExposition(text, {
      onFamily: () => undefined,
      onSample: ({ labels, value, hasTimestamp, line, ...sample }) => {
        samples.push({
          name: text.slice(sample.nameStart, sample.nameEnd),
          written: [text.slice(sample.labelsStart, sample.labelsEnd), text.slice(sample.valueStart, sample.valueEnd)],
          labels: Array.from({ length: labels.count }, (_, label) => [
            text.slice(labels.nameStart(label), labels.nameEnd(label)),
            text.slice(labels.valueStart(label), labels.valueEnd(label))
          ]),
          value,
          hasTimestamp,
          line
        })
      }
    })
    expect(samples).toEqual([
      {
        name: 'a',
        written: ['x="1",yy="22"', '3.5'],
        labels: [
          ['x', '1'],
          ['yy', '22']
        ],
        value: 3.5,
        hasTimestamp: true,
        line: 1
      }
    ])
  })
})

it('a long page is read in steps', () => {
  const text = 'a 1\n' + '# 30 characters of a comment..\n'.repeat(10_000)
  const visitor = { onFamily: () => {}, onSample: () => {} }
  expect([...scanInSteps(text, visitor)]).toHaveLength(9)
  expect(() => [...scanInSteps(text, visitor, { longestLine: 29 })]).toThrow('line 2: the line has 30 characters; expected at most 29')
})

describe('what is refused, with its line', () => {
  it.each([
    ['a page cut off in a value', 'a 1\nb 2', 2, 'truncated'],
    ['a page cut off in a label', 'a{x="1', 1, 'truncated'],
    ['a label value without its closing quote', 'a{x="1} 2\nb 1\n', 1, 'has no closing quote'],
    ['an unknown escape in a label value', 'a{x="\\t"} 1\n', 1, 'invalid escape \\t in a label value'],
    ['an unknown escape in a help', '# HELP a tab \\t\na 1\n', 1, 'invalid escape \\t in a HELP line'],
    ['a family that appears twice', 'a 1\nb 1\na{x="2"} 2\n', 3, 'appears twice'],
    ['interleaved families', '# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# HELP a A.\n', 5, 'appears twice'],
    ['a HELP after the samples', 'a 1\n# HELP a A.\n', 2, 'appears after its samples'],
    ['a TYPE after the samples', '# HELP a A.\na 1\n# TYPE a gauge\n', 3, 'appears after its samples'],
    ['a second HELP', '# HELP a A.\n# HELP a B.\na 1\n', 2, 'second HELP'],
    ['a second TYPE', '# TYPE a gauge\n# TYPE a counter\na 1\n', 2, 'second TYPE'],
    ['an unknown type', '# TYPE a gouge\na 1\n', 1, 'unknown metric type'],
    ['a HELP without a name', '# HELP 1a A.\n', 1, 'expected a metric name after HELP'],
    ['a name that begins with a digit', '1a 1\n', 1, 'expected a metric name'],
    ['a name with a dash', 'a-b 1\n', 1, 'expected a number'],
    ['a label name with a colon', 'a{x:y="1"} 1\n', 1, 'expected = after the label name'],
    ['a label without quotes', 'a{x=1} 1\n', 1, 'expected a double quote before the value of the label x'],
    ['labels without a comma between them', 'a{x="1" y="2"} 1\n', 1, 'expected , or }'],
    ['a label twice in one sample', 'a{x="1",y="2",x="3"} 1\n', 1, 'the label x appears twice'],
    ['labels that never end', 'a{x="1",\nb 1\n', 1, 'expected a label name or }'],
    ['a missing value', 'a\n', 1, 'expected a number'],
    ['a missing value after labels', 'a{x="1"}\n', 1, 'expected a number'],
    ['a value that is no number', 'a one\n', 1, 'expected a number as the value of a'],
    ['a hexadecimal value', 'a 0x10\n', 1, 'expected a number'],
    ['a NaN with a sign', 'a -NaN\n', 1, 'expected a number'],
    ['a number beyond the range of a double', 'a 1e999\n', 1, 'expected a number'],
    ['a number of 400 digits', `a ${'9'.repeat(400)}\n`, 1, 'expected a number'],
    [
      'a bound of a histogram that is no number',
      '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="abc"} 1\n',
      3,
      'expected a number as the label le of the histogram h, found "abc"'
    ],
    ['a quantile of a summary that is no number', '# TYPE s summary\ns{quantile=""} 1\n', 2, 'expected a number as the label quantile'],
    ['a timestamp that is no whole number', 'a 1 1.5\n', 1, 'a timestamp in milliseconds'],
    ['more than a timestamp', 'a 1 2 3\n', 1, 'a timestamp in milliseconds'],
    ['a carriage return', 'a 1\r\n', 1, 'expected a number'],
    ['an OpenMetrics end and exemplar', 'a 1 # {x="1"} 1\n', 1, 'a timestamp in milliseconds'],
    ['markup', '<html>\n', 1, 'expected a metric name']
  ])('refuses %s', (_, text, line, message) => {
    let caught: unknown
    try {
      scan(text)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(ExpositionError)
    expect((caught as ExpositionError).line).toBe(line)
    expect((caught as ExpositionError).message).toContain(message)
  })

  it('does not repeat an enormous mistake in its message', () => {
    expect(() => scan(`a ${'x'.repeat(100_000)}\n`)).toThrow(/^line 1: .{0,200}$/)
  })

  it('finds a label twice among very many', () => {
    const labels = Array.from({ length: 1000 }, (_, i) => `l${i}="v"`).join(',')
    expect(scan(`a{${labels}} 1\n`).samples).toBe(1)
    expect(() => scan(`a{${labels},l7="v"} 1\n`)).toThrow('the label l7 appears twice')
  })
})

describe('hostile pages', () => {
  /** How many characters the scanner looks at; a quadratic scanner looks at four times as many in twice the text. */
  const looks = (text: string): number => {
    const spy = vi.spyOn(String.prototype, 'charCodeAt')
    try {
      scan(text)
    } catch (error) {
      if (!(error instanceof ExpositionError)) throw error
    }
    const { length } = spy.mock.calls
    spy.mockRestore()
    return length
  }

  it.each<[string, (n: number) => string]>([
    ['one long name', (n) => `${'a'.repeat(n)} 1\n`],
    ['one long label value', (n) => `a{x="${'y'.repeat(n)}"} 1\n`],
    ['one long run of backslashes', (n) => `a{x="${'\\\\'.repeat(n)}"} 1\n`],
    ['a label that never closes', (n) => `a{x="${'y'.repeat(n)}\n`],
    ['very many labels', (n) => `a{${Array.from({ length: n }, (_, i) => `l${i}="v"`).join(',')}} 1\n`],
    ['very many families', (n) => Array.from({ length: n }, (_, i) => `a${i} 1\n`).join('')],
    ['very many samples', (n) => Array.from({ length: n }, (_, i) => `a{x="${i}"} 1\n`).join('')],
    ['a run of blanks', (n) => `a${' '.repeat(n)}1${' '.repeat(n)}\n`]
  ])('are read in linear time: %s', (_, make) => {
    const [small, large] = [looks(make(500)), looks(make(1000))]
    expect(large).toBeGreaterThan(500)
    expect(large / small).toBeLessThan(2.5)
  })

  it('refuses a number of a million digits that ends wrongly, which a careless pattern would take hours for', () => {
    expect(() => scan(`a ${'1'.repeat(1_000_000)}x\n`)).toThrow('expected a number')
    expect(() => scan(`a 1 ${'1'.repeat(1_000_000)}x\n`)).toThrow('timestamp')
  })

  it('reads a label of ten million characters', () => {
    const value = 'v'.repeat(10_000_000)
    expect(parseFamilies(`a{x="${value}"} 1\n`)[0]!.samples[0]!.labels!['x']).toHaveLength(value.length)
  })
})
