import { describe, expect, it } from 'vitest'
import { counter, gauge, parseFamilies, renderFamilies, renderValue, untyped, type Family } from '../../src/text-format/index.ts'

describe('printing families', () => {
  it('writes HELP, TYPE and a line for each sample', () => {
    expect(renderFamilies([counter('a_total', 'What it counts.', [{ labels: { x: '1', y: '2' }, value: 3 }, { value: 4 }])]))
      .toBe('# HELP a_total What it counts.\n# TYPE a_total counter\na_total{x="1",y="2"} 3\na_total 4\n')
  })

  it('leaves a family without samples out', () => {
    expect(renderFamilies([gauge('a', 'Nothing.', []), untyped('b', 'Something.', 1)])).toBe('# HELP b Something.\n# TYPE b untyped\nb 1\n')
  })

  it("prints a histogram's samples under their own names", () => {
    const family: Family = {
      name: 'h',
      help: 'H.',
      type: 'histogram',
      samples: [
        { name: 'h_bucket', labels: { le: '+Inf' }, value: 2 },
        { name: 'h_count', value: 2 }
      ]
    }
    expect(renderFamilies([family])).toContain('h_bucket{le="+Inf"} 2\nh_count 2\n')
  })

  it.each([
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
    [0.1, '0.1']
  ])('prints the value %s as %s', (value, text) => {
    expect(renderValue(value)).toBe(text)
  })

  it('prints whatever stands in a label or a help so that it reads back the same', () => {
    const awkward = 'back\\slash "quoted"\nnext line \\n { } , = # 温度 \u0000 😀'
    const families = [gauge('a', awkward, [{ labels: { x: awkward, y: '' }, value: 1 }])]
    expect(parseFamilies(renderFamilies(families))).toEqual(families)
  })
})
