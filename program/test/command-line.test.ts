import { describe, expect, it, test } from 'vitest'
import { readCommandLine } from '../src/command-line.ts'
import { describeOptionMistake, optionText } from '../src/option-text.ts'

const options = {
  site: { type: 'string' },
  label: { type: 'string', multiple: true },
  json: { type: 'boolean' }
} as const

describe('a command line', () => {
  it('gives values behind an equals sign or as the next word, and what stands between them, in any order', () => {
    const { one, many, isOn, positionals, mistakes } = readCommandLine(
      ['set', '--site=a=b', '--label', 'x', 'pi-01', '--label=', '--json'],
      options
    )
    expect(mistakes).toEqual([])
    expect([one('site'), many('label'), isOn('json'), positionals]).toEqual(['a=b', ['x', ''], true, ['set', 'pi-01']])
  })

  it('gives nothing for what is not there', () => {
    const { one, many, isOn, positionals } = readCommandLine([], options)
    expect([one('site'), many('label'), isOn('json'), positionals]).toEqual([undefined, [], false, []])
  })

  it('takes a value that begins with one dash, such as a number below zero', () => {
    expect(readCommandLine(['--site', '-1'], options).one('site')).toBe('-1')
  })

  it.each([
    [['--stie', 'x'], { kind: 'unknown', option: '--stie', nearest: '--site' }],
    [['--stie=x'], { kind: 'unknown', option: '--stie', nearest: '--site' }],
    [['--colour'], { kind: 'unknown', option: '--colour', nearest: undefined }],
    [['--constructor'], { kind: 'unknown', option: '--constructor', nearest: undefined }],
    [['-json'], { kind: 'unknown', option: '-json', nearest: '--json' }],
    [['-s', 'x'], { kind: 'unknown', option: '-s', nearest: undefined }],
    [['--site'], { kind: 'needsValue', option: '--site' }],
    [['--site', '--json'], { kind: 'needsValue', option: '--site' }],
    [['--json=yes'], { kind: 'takesNoValue', option: '--json' }],
    [['--json', '--json'], { kind: 'twice', option: '--json' }],
    [['--site', 'a', '--site=b'], { kind: 'twice', option: '--site' }]
  ])('finds the mistake in %j', (args, mistake) => {
    expect(readCommandLine(args, options).mistakes).toEqual([mistake])
  })

  it('finds all mistakes at once, and does not take the value of a mistyped option for a word of its own', () => {
    const { mistakes, positionals } = readCommandLine(['list', '--stie', 'north', '--json=1', 'pi-01', '--label'], options)
    expect(mistakes.map(({ option }) => option)).toEqual(['--stie', '--json', '--label'])
    expect(positionals).toEqual(['list', 'pi-01'])
  })
})

test('a word after a mistyped option is its value, unless it has one already', () => {
  expect(readCommandLine(['--stie', 'north'], options).positionals).toEqual([])
  expect(readCommandLine(['--stie=north', 'pi-01'], options).positionals).toEqual(['pi-01'])
})

test('every mistake has its sentence in both languages', () => {
  const { mistakes } = readCommandLine(['--stie', '--json=1', '--json', '--label'], options)
  expect(mistakes.map((mistake) => describeOptionMistake(mistake, optionText.en))).toEqual([
    'unknown option --stie; did you mean --site?',
    '--json takes no value',
    '--json may be given only once',
    '--label needs a value'
  ])
  for (const mistake of mistakes) expect(describeOptionMistake(mistake, optionText.ja)).toMatch(/[\u3040-\u30ff]/)
})
