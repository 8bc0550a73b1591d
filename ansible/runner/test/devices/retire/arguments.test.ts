import { expect, test } from 'vitest'
import { parseRetireArguments } from '../../../src/devices/retire/retire.ts'
import { retireText } from '../../../src/devices/devices-texts.ts'
import { mistakesOf } from '../../mistakes-of.ts'

test('one device is retired at a time', () => {
  const parse = (...argv: readonly string[]) => parseRetireArguments(argv, retireText('en'))
  expect(parse('pi-1', '--delete-agent')).toMatchObject({ id: 'pi-1', deletesAgent: true })
  expect(mistakesOf(() => parse())).toEqual([expect.stringContaining('expected the name of a device')])
  expect(mistakesOf(() => parse('pi-1', 'pi-2'))).toEqual(['unexpected argument "pi-2"'])
})
