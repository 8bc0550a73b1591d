import { describe, expect, it } from 'vitest'
import { list, pattern, text, toggle } from '../../src/flags/flag.ts'
import { helpText } from '../../src/flags/help.ts'
import { parseFlags } from '../../src/flags/parse.ts'

const table = {
  place: text('Where.', '/here'),
  include: pattern('What.', { excludes: 'exclude' }),
  exclude: pattern('What not.', { initial: /^x$/ }),
  unit: list('Which.', { check: (unit) => { if (unit === 'bad') throw new Error('expected a good one, found "bad"') } }),
  verbose: toggle('Say more.'),
  colour: toggle('In colour.', true)
}

describe('a command line', () => {
  it('gives every flag its default', () => {
    expect(parseFlags([], table)).toEqual({
      values: { place: '/here', include: undefined, exclude: /^x$/, unit: [], verbose: false, colour: true },
      given: new Set(),
      issues: []
    })
  })

  it('takes values behind an equals sign or as the next word, lists several times, and switches on and off', () => {
    const { values, given, issues } = parseFlags(
      ['--place=/a=b', '--include', 'y+', '--unit=1', '--unit', '2', '--verbose', '--no-colour'],
      table
    )
    expect(issues).toEqual([])
    expect(values).toEqual({ place: '/a=b', include: /y+/, exclude: /^x$/, unit: ['1', '2'], verbose: true, colour: false })
    expect([...given]).toEqual(['place', 'include', 'unit', 'verbose', 'colour'])
  })

  it("reads Go's way of ignoring case", () => {
    expect(parseFlags(['--include=(?i)eth'], table).values.include?.test('ETH0')).toBe(true)
  })

  it('takes an empty pattern as none', () => {
    const { values } = parseFlags(['--include=', '--exclude='], table)
    expect(values.include).toBeUndefined()
    expect(values.exclude?.test('x')).toBe(false)
    expect(values.exclude?.test('')).toBe(false)
  })

  it.each([
    [['--plaec=1'], '--plaec', 'did you mean --place?'],
    [['--no-color'], '--no-color', 'did you mean --no-colour?'],
    [['--something-else-entirely'], '--something-else-entirely', '--help lists them'],
    [['--no-place'], '--no-place', 'is not a flag'],
    [['--constructor'], '--constructor', 'is not a flag'],
    [['-h'], '-h', 'stands alone'],
    [['word'], 'word', 'stands alone'],
    [['--place'], '--place', 'needs a value: --place=…'],
    [['--place', '--verbose'], '--place', 'needs a value'],
    [['--place=1', '--place=2'], '--place', 'is given twice'],
    [['--verbose=yes'], '--verbose', 'takes no value; write --verbose or --no-verbose'],
    [['--include=('], '--include', 'expected a regular expression, found "("'],
    [['--unit=good', '--unit=bad'], '--unit', 'expected a good one, found "bad"'],
    [['--include=a', '--exclude=b'], '--include', 'cannot be given together with --exclude']
  ])('finds the mistake in %j', (argv, flag, message) => {
    const { issues } = parseFlags(argv, table)
    expect(issues).toEqual([{ flag, message: expect.stringContaining(message) as string }])
  })

  it('finds all mistakes at once', () => {
    expect(parseFlags(['--plaec=1', '--include=(', 'word', '--unit'], table).issues.map(({ flag }) => flag)).toEqual([
      '--plaec',
      '--include',
      'word',
      '--unit'
    ])
  })

  it('does not take the value of an unknown flag for a word of its own', () => {
    expect(parseFlags(['--plaec', '/there', '--verbose'], table).issues).toHaveLength(1)
  })
})

describe('the help', () => {
  it('shows every flag with what it takes, what it does and what holds otherwise', () => {
    expect(helpText('Usage: x', table)).toBe(`Usage: x

  --place=TEXT
        Where. Default: /here
  --include=REGEXP
        What. Not together with --exclude.
  --exclude=REGEXP
        What not. Default: ^x$
  --unit=TEXT
        Which. May be given several times.
  --verbose
        Say more.
  --[no-]colour
        In colour. On by default.
`)
  })
})
