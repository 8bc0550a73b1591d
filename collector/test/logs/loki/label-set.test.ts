import { describe, expect, it } from 'vitest'
import { formatLabels, parseLabels } from '../../../src/logs/loki/label-set.ts'

describe('the labels of a stream', () => {
  it.each<[string, string, Record<string, string>]>([
    ['as Promtail writes them', '{job="a", unit="b.service"}', { job: 'a', unit: 'b.service' }],
    ['none', '{}', {}],
    ['with blanks and a comma at the end', ' { a = "1" , b="2", } ', { a: '1', b: '2' }],
    ['commas and braces inside', '{a="x, b=\\"y\\"}", c="}"}', { a: 'x, b="y"}', c: '}' }],
    ['escapes of Go', '{a="\\t\\n\\\\\\u6e29\\U0001F321\\xc3\\xa9\\101"}', { a: '\t\n\\温🌡éA' }],
    ['raw strings', '{a=`\\d "x"`}', { a: '\\d "x"' }],
    ['a name of every object', '{__proto__="x"}', Object.fromEntries([['__proto__', 'x']])]
  ])('are read %s', (_, text, labels) => { expect(parseLabels(text)).toEqual(labels) })

  it.each(['', 'a="b"', '{a}', '{a=b}', '{a="b}', '{a="b" c="d"}', '{a=~"b"}', '{a="\\q"}', '{a="\\UFFFFFFFF"}', '{1a="b"}'])(
    'are refused as %j',
    (text) => {
      expect(() => parseLabels(text)).toThrow()
    }
  )

  it('are read as they were written, whatever stands in them', () => {
    const labels = { job: 'device', site: '本社 "工場"\\', device: 'pi-1', level: 'x\n\t\u0001\u2028' }
    expect(parseLabels(formatLabels(labels))).toEqual(labels)
  })
})
