import { describe, expect, test } from 'vitest'
import { parseRotateArguments } from '../../../src/devices/rotate/arguments.ts'
import { rotateText } from '../../../src/devices/devices-texts.ts'
import { mistakesOf } from '../../mistakes-of.ts'

const parse = (...argv: readonly string[]) => parseRotateArguments(argv, rotateText('en'))
const mistakes = (...argv: readonly string[]) => mistakesOf(() => parse(...argv))

describe('what is asked for', () => {
  test('are the named devices, whose key is older than a day', () => {
    expect(parse('pi-1', 'pi-2', '--yes')).toMatchObject({ ids: ['pi-1', 'pi-2'], olderThanDays: 1, isYes: true, isPlan: false })
  })

  test('are those of a site and a role, or all', () => {
    expect(parse('--site', 'north', '--role=kiosk', '--older-than', '90', '--plan')).toMatchObject({
      ids: [], site: 'north', role: 'kiosk', olderThanDays: 90, isPlan: true
    })
    expect(parse('--all', '--older-than', '0')).toMatchObject({ ids: [], olderThanDays: 0 })
  })

  test.each([
    [[], 'expected the names of devices'],
    [['pi-1', '--all'], 'expected one or the other'],
    [['pi-1', 'pi-1'], 'pi-1 is named twice'],
    [['Pi 1'], 'No device is enrolled as Pi 1'],
    [['--all', '--older-than', 'a week'], 'expected days as a whole number'],
    [['--al'], 'did you mean --all?'], [['--all', '--oldr-than', '3'], 'did you mean --older-than?']
  ])('is refused as %j', (argv, message) => {
    expect(mistakes(...argv)).toEqual(expect.arrayContaining([expect.stringContaining(message)]))
  })
})
