import { describe, expect, it } from 'vitest'
import { checkJsonStructure } from '../../../../src/platform/http/bodies/json-structure.ts'

const check = (text: string) => () => { checkJsonStructure(Buffer.from(text), { depth: 3, values: 6 }) }

describe('a body of JSON', () => {
  it.each([
    '',
    '1',
    '[]',
    '{"a":{"b":{"c":1}}}',
    '[[],[]]',
    '[1,2,3,4,5]',
    '"[[[[[[,,,,,,,"',
    '{"[[[[":",,,,,,"}',
    String.raw`["\"[[[[", "\\", "\\\"[[[["]`,
    '"no end [[[[',
    '["温度",[["🦊"]]]',
    ']]]]]['
  ])('is left to the parser where it is small, whatever its strings hold: %s', (text) => {
    expect(check(text)).not.toThrow()
  })

  it.each(['[[[[', '{"a":[{"b":[', String.raw`["\\",[["a",[1]]]]`])('is refused where it is nested too deep: %s', (text) => {
    expect(check(text)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED', statusCode: 400 }))
  })

  it.each(['[1,2,3,4,5,6]', '[[],[],[],[]]', '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}'])(
    'is refused where it has too many values: %s',
    (text) => {
      expect(check(text)).toThrow(expect.objectContaining({ code: 'BODY_TOO_LARGE', statusCode: 413 }))
    }
  )
})
