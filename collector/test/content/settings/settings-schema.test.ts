import { expect, it } from 'vitest'
import { compileSchema } from '../../../src/content/settings/settings-schema.ts'

const check = compileSchema({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['brightness'],
  additionalProperties: false,
  properties: { brightness: { type: 'number', maximum: 100 }, mode: { enum: ['day', 'night'] }, server: { type: 'string', format: 'uri' } }
})

it.each([
  [{ brightness: 80, mode: 'day', server: 'http://192.168.10.2/' }, []],
  [{ brightness: '80' }, ['/brightness: must be number']],
  [{ mode: 'dusk' }, ['/: must have required property \'brightness\'', '/mode: must be equal to one of the allowed values (["day","night"])']],
  [{ brightness: 80, server: 'not a URI', colour: 1 }, ['/: must NOT have additional properties (colour)', '/server: must match format "uri"']]
])('says where settings are not as the schema wants them: %j', (settings, messages) => {
  expect(check(settings).map(({ en }) => en)).toEqual(messages)
})

it.each([
  [{ type: ['number', 'null'] }, 'x', '/：次のいずれかの型にしてください（数値、null）'],
  [{ required: ['brightness'] }, {}, '/：必須の項目「brightness」がありません'],
  [{ additionalProperties: false }, { colour: 1 }, '/：使えない項目です（colour）'],
  [{ properties: { mode: { enum: ['day', 'night'] } } }, { mode: 'dusk' }, '/mode：次のいずれかにしてください（["day","night"]）'],
  [{ const: 1 }, 2, '/：1 にしてください'],
  [{ minimum: 1 }, 0, '/：1 以上にしてください'],
  [{ items: { exclusiveMaximum: 9 } }, [1, 9], '/1：9 未満にしてください'],
  [{ multipleOf: 5 }, 7, '/：5 の倍数にしてください'],
  [{ maxLength: 3 }, 'north', '/：3 文字以内にしてください'],
  [{ minItems: 1 }, [], '/：1 要素以上にしてください'],
  [{ uniqueItems: true }, ['a', 'b', 'a'], '/：要素が重複しています（1 番目と 3 番目）'],
  [{ pattern: '^a' }, 'b', '/：正規表現 ^a に一致しません'],
  [{ type: 'string', format: 'uri' }, 'not a URI', '/：uri の形式ではありません'],
  [{ not: {} }, 1, '/：not の条件に合うため使えません'],
  // A keyword without a message of ours: in the words of the validator.
  [{ contains: { const: 1 } }, [2], '/：スキーマに合いません（「must contain at least 1 valid item(s)」）']
])('says the same in Japanese: %j', (schema, settings, message) => {
  expect(compileSchema(schema)(settings).map(({ ja }) => ja)).toContain(message)
})

it('counts the mistakes that it does not show', () => {
  expect(compileSchema({ items: { type: 'number' } })([...'abcdefg']).at(-1)).toEqual({ en: 'and 2 more', ja: 'ほか 2 件' })
})

it('quotes in Japanese what the validator says of the schema itself', () => {
  expect(() => compileSchema({ propertys: {} })).toThrow(expect.objectContaining({
    messages: { en: expect.stringContaining('unknown keyword'), ja: expect.stringMatching(/^スキーマに誤りがあります：「.*unknown keyword.*」$/) }
  }))
})

it.each([
  ['a property that is required and not described', { type: 'object', required: ['screen'], properties: { brightness: {} } }, { screen: 'pi-1' }],
  ['one of two properties', { anyOf: [{ required: ['file'] }, { required: ['url'] }] }, { url: 'http://192.168.10.2/' }],
  ['an array that begins so', { type: 'array', items: [{ type: 'string' }] }, ['north', 3]]
])('takes a schema with %s', (_, schema, settings) => {
  expect(compileSchema(schema)(settings)).toEqual([])
})

it('changes nothing in the settings that it checks', () => {
  const settings = {}
  compileSchema({ type: 'object', properties: { a: { type: 'number', default: 1 } } })(settings)
  expect(settings).toEqual({})
})

it.each([
  ['a keyword that it does not know', { type: 'object', propertys: {} }, 'unknown keyword: "propertys"'],
  ['a reference to another place', { $ref: 'http://192.0.2.1/schema.json' }, 'can\'t resolve reference'],
  ['no object', [], 'expected a JSON Schema, an object'],
  ['another language', { $schema: 'http://example.com/schema' }, 'expected a schema of json-schema.org'],
  ['more levels than anyone reads', JSON.parse('{"not":'.repeat(40) + '{}' + '}'.repeat(40)), 'expected at most 32 levels']
])('refuses a schema with %s', (_, schema, message) => {
  expect(() => compileSchema(schema)).toThrow(message)
})

it('gives up a pattern that would stop the server', () => {
  const [message] = compileSchema({ type: 'string', pattern: '^(a+)+$' })(`${'a'.repeat(50)}b`)
  expect(message!.ja).toMatch(/^\/：スキーマを適用できませんでした：「/)
  expect(message!.en).toMatch(/^\/: the schema could not be applied: .*timed out/)
})
