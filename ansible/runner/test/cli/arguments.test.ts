import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'
import { commandText } from '../../src/text/runner-text.ts'
import { mistakesOf } from '../mistakes-of.ts'

const parse = (...argv: readonly string[]) => parseArguments(argv, commandText('en'))
const mistakes = (argv: readonly string[], language: 'en' | 'ja' = 'en') => mistakesOf(() => parseArguments(argv, commandText(language)))

it('reads every flag, with its value beside it or after an equals sign', () => {
  expect(parse(
    '--limit', 'tokyo:!pi-01', '--revision=v1.2', '--canary', '0', '--wave=25', '--max-failures', '3', '--plan', '--check',
    '--force', '--yes', '--json', '--lang', 'ja'
  )).toStrictEqual({
    limit: 'tokyo:!pi-01', revision: 'v1.2', canary: 0, wave: 25, 'max-failures': 3, plan: true, check: true, force: true,
    yes: true, json: true, lang: 'ja'
  })
})

it('takes --status with and without a run', () => {
  expect(parse('--status')).toStrictEqual({ status: true })
  expect(parse('--status', '--json')).toStrictEqual({ status: true, json: true })
  expect(parse('--status', '20260314-093000-0a1b2c')).toStrictEqual({ status: '20260314-093000-0a1b2c' })
})

describe.each([
  { argv: ['--cannary', '3'], message: 'unknown option --cannary; did you mean --canary?' },
  { argv: ['--zzzzzzzzzzzz'], message: 'unknown option --zzzzzzzzzzzz; --help lists the options' },
  { argv: ['-y'], message: 'unknown option -y; --help lists the options' },
  { argv: ['pi-01'], message: 'unexpected argument "pi-01"; --help lists the options' },
  { argv: ['--limit'], message: '--limit: expected --limit PATTERN, got nothing after it' },
  {
    argv: ['--limit', ''], message: '--limit: expected names of devices or groups, such as pi-kiosk-03,site_osaka (no @FILE), got nothing'
  },
  { argv: ['--yes=no'], message: '--yes takes no value' },
  { argv: ['--wave', '0'], message: '--wave: expected a whole number from 1 to 100, got “0”' },
  { argv: ['--canary', '-1'], message: '--canary: expected a whole number from 0 to 10000, got “-1”' },
  {
    argv: ['--limit', 'tokyo,@/etc/shadow'],
    message: '--limit: expected names of devices or groups, such as pi-kiosk-03,site_osaka (no @FILE), got “tokyo,@/etc/shadow”'
  },
  {
    argv: ['--limit=--list-hosts'],
    message: '--limit: expected names of devices or groups, such as pi-kiosk-03,site_osaka (no @FILE), got “--list-hosts”'
  },
  { argv: ['--revision', '--upload-pack=x'], message: '--revision: expected --revision REF, got nothing after it' },
  { argv: ['--revision=--upload-pack=x'], message: '--revision: expected one branch, tag or commit, got “--upload-pack=x”' },
  { argv: ['--revision', 'v1..v2'], message: '--revision: expected one branch, tag or commit, got “v1..v2”' },
  { argv: ['--attach', 'latest'], message: '--attach: expected the ID of a run, such as 20260314-093000-0a1b2c, got “latest”' },
  { argv: ['--lang', 'fr'], message: '--lang: expected ja or en, got “fr”' },
  { argv: ['--soak', '100000'], message: '--soak: expected a whole number from 1 to 1440, got “100000”' },
  { argv: ['--at', '2026-02-30 22:00'], message: '--at: expected a time such as 22:00, or "2026-03-14 22:00", got “2026-02-30 22:00”' },
  { argv: ['--window', '22:00'], message: '--window: expected the hours from and to, such as 22:00-05:00, got “22:00”' },
  { argv: ['--plan', '--plan'], message: '--plan may be given only once' },
  { argv: ['--catch-up', '--limit', 'a'], message: '--catch-up and --limit: expected one of them, got both' },
  { argv: ['--check', '--at', '22:00'], message: '--check and --at: expected one of them, got both' },
  { argv: ['--soak', '10', '--check'], message: '--check and --soak: expected one of them, got both' },
  { argv: ['--status', '--plan'], message: '--status and --plan: expected one of them, got both' }
])('$argv', ({ argv, message }) => {
  it('is refused with the flag, what was expected, and what came', () => {
    expect(mistakes(argv)).toContain(message)
  })
})

it('names all mistakes at once, in the reader’s language', () => {
  expect(mistakes(['--plna', '--wave', 'ten'], 'ja')).toStrictEqual([
    'オプション --plna はありません。--plan ではありませんか', '--wave: 1 から 100 までの整数を指定してください（入力：「ten」）'
  ])
})
