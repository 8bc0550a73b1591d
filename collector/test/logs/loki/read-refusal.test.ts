import { expect, test } from 'vitest'
import { linesBehind, readRefusal } from '../../../src/logs/loki/read-refusal.ts'

// Answers of Loki 3.6.7.
test.each<[string, string, ReturnType<typeof readRefusal>]>([
  [
    'several old lines',
    '2 errors like: entry for stream \'{device="c"}\' has timestamp too old: 2017-07-14T02:40:00Z, oldest acceptable timestamp is: 2026-11-21T12:22:21Z\n',
    [{ reason: 'too_old', lines: 2 }]
  ],
  ['a line ahead', 'entry for stream \'{device="d"}\' has timestamp too new: 2026-11-28T12:42:21Z\n', [{ reason: 'in_future', lines: 1 }]],
  [
    'several kinds',
    "1 errors like: entry for stream '{device=\"d\"}' has timestamp too new: 2026-11-28T12:42:21Z; 3 errors like: max entry size '262144' bytes exceeded for stream '{device=\"d\"}' while adding an entry with length '300000' bytes",
    [
      { reason: 'in_future', lines: 1 },
      { reason: 'too_long', lines: 3 }
    ]
  ],
  ['the whole stream', "stream '{device=\"d\"}' has label value too long: 'x'", [{ reason: 'other', lines: 20 }]],
  ['anything else', "couldn't parse labels", [{ reason: 'other', lines: 20 }]]
])('of a push that Loki refused in part, it is counted how many lines and why: %s', (_, text, expected) => {
  expect(readRefusal(text, 20)).toEqual(expected)
})

test('of a push of which some lines are behind, it is known how many', () => {
  expect(linesBehind('entry with timestamp 2026-11-28 10:22:21 +0000 UTC ignored, reason: ' +
    '\'entry too far behind, entry timestamp is: 2026-11-28T10:22:21Z, ' +
    'oldest acceptable timestamp is: 2026-11-28T11:22:21Z\',\nuser \'fake\', total ignored: ' +
    '12 out of 20 for stream: {device="a", job="t", service_name="t"}\n')).toBe(12)
  expect(linesBehind('couldn\'t parse labels')).toBe(0)
})
