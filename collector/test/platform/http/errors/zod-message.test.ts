import { expect, test } from 'vitest'
import { z } from 'zod'
import { zodMessage } from '../../../../src/platform/http/errors/zod-message.ts'

const messageOf = (schema: z.ZodType, given: unknown): string | undefined =>
  schema.safeParse(given, { error: zodMessage }).error?.issues[0]?.message
const channel = z.discriminatedUnion('type', [z.object({ type: z.literal('email') }), z.object({ type: z.literal('ntfy') })])

test.each<[z.ZodType, unknown, string]>([
  [z.object({}), undefined, 'expected an object, got nothing'],
  [z.object({}), [], 'expected an object, got a list'],
  [z.string(), 7, 'expected a string, got a number'],
  [z.string(), null, 'expected a string, got null'],
  [z.boolean(), {}, 'expected true or false, got an object'],
  [z.number(), Number.NaN, 'expected a number, got no number'],
  [z.coerce.number(), 'many', 'expected a number, got no number'],
  [z.int(), 1.5, 'expected a whole number, got 1.5'],
  [z.number().min(1), 0, 'expected a number of at least 1, got 0'],
  [z.number().lt(5), 5, 'expected a number below 5, got 5'],
  [z.int(), 1e300, 'expected a number of at most 9007199254740991, got 1e+300'],
  [z.number().multipleOf(5), 7, 'expected a multiple of 5, got 7'],
  [z.string().min(1), '', 'expected at least 1 character, got 0'],
  [z.string().max(3), 'abcd', 'expected at most 3 characters, got 4'],
  [z.string().length(2), 'abc', 'expected exactly 2 characters, got 3'],
  [z.array(z.unknown()).max(1), [1, 2], 'expected at most 1 entry, got 2'],
  [z.enum(['debug', 'info', 'warn']), 'loud', 'expected debug, info or warn, got "loud"'],
  [z.enum(['debug', 'info']), 'x'.repeat(1000), `expected debug or info, got "${'x'.repeat(40)}…"`],
  [z.literal(2), undefined, 'expected 2, got nothing'],
  [channel, { type: 'fax' }, 'expected email or ntfy, got "fax"'],
  [channel, {}, 'expected email or ntfy, got nothing'],
  [z.union([z.string(), z.number()]), true, 'expected a string, got true; or expected a number, got true'],
  [z.record(z.string().max(3), z.unknown()), { long: 1 }, 'expected at most 3 characters, got 4'],
  [z.strictObject({}), { extra: 1 }, 'unknown field extra'],
  [z.iso.datetime(), 'yesterday', 'expected a time such as 2026-12-01T08:00:00Z, got "yesterday"'],
  [z.string().regex(/^a$/), 'b', 'expected text that matches /^a$/'],
  [z.string().regex(/^a$/, 'expected an a'), 'b', 'expected an a']
])('%# says what was expected and what came', (schema, given, message) => { expect(messageOf(schema, given)).toBe(message) })

test('says nothing of text that may be a secret', () => {
  for (const schema of [z.record(z.string(), z.string()), z.url(), z.string().max(3), z.string().regex(/^a$/), z.number()]) {
    expect(messageOf(schema, 'hunter2')).not.toContain('hunter2')
  }
})
