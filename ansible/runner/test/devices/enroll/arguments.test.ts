import { describe, expect, test } from 'vitest'
import { parseEnrollArguments } from '../../../src/devices/enroll/arguments.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'
import { mistakesOf } from '../../mistakes-of.ts'

const parse = (...argv: readonly string[]) => parseEnrollArguments(argv, enrollText('en'))
const mistakes = (...argv: readonly string[]) => mistakesOf(() => parse(...argv))

describe('what is to be added', () => {
  test('is a name with an address, a site, a role and an account', () => {
    expect(parse('pi-kiosk-03', '192.168.10.33', '--site', 'north', '--role=kiosk', '--user', 'pi', '--yes')).toMatchObject({
      candidates: [{ id: 'pi-kiosk-03', address: '192.168.10.33', site: 'north', role: 'kiosk', user: 'pi' }], isYes: true,
      isPlan: false, replaces: false
    })
  })

  test('is a list, whose empty fields are those that were given for all', () => {
    expect(parse('--device=2:pi-1,192.168.10.31,south,,,,', '--device=pi-2', '--site', 'north', '--user', 'pi').candidates).toEqual([
      { id: 'pi-1', address: '192.168.10.31', site: 'south', user: 'pi' },
      { id: 'pi-2', site: 'north', user: 'pi' }
    ])
  })

  test.each([
    [[], 'expected the name of a device'],
    [['Kiosk'], 'Kiosk: expected a name of 1 to 63'],
    [['status'], 'status: expected a name of 1 to 63'],
    [['pi-1', '-oProxyCommand=x'], 'unknown option -oProxyCommand=x'],
    [['--device=pi-1,-oProxyCommand=x'], 'pi-1: expected a host name or IP address'],
    [['pi-1', '10.213.1.999'], 'pi-1: expected a host name or IP address'],
    [['pi-1', '--user', 'pi;id'], 'pi-1: expected an account on the device'],
    [['--device=pi-1', '--device=pi-1'], 'pi-1 is named twice'],
    [['--device=2:pi-1', '--device=12:Kiosk,192.168.10.33'], 'line 12: Kiosk: expected a name of 1 to 63'],
    [
      ['--device=2:pi-1,192.168.10.33', '--device=5:pi-2,192.168.10.33'],
      'line 5: 192.168.10.33 is given as the address of both pi-1 and pi-2'
    ],
    [
      ['--device=3:pi-1,192.168.10.33,north,kiosk,pi,south'],
      'line 3: pi-1: expected NAME,ADDRESS,SITE,ROLE,ACCOUNT at most, got “south” behind it'
    ],
    [['--device=pi-1', '--device=pi-2', '--replace'], '--replace: expected one device'],
    [['pi-1', '--all'], '--all and the name of a device'],
    [['--all', '--replace'], '--replace: expected one device'],
    [['--all', '--copy'], '--copy: expected one device'],
    [['pi-1', '--sit', 'north'], 'did you mean --site?']
  ])('is refused as %j', (argv, message) => {
    expect(mistakes(...argv)).toEqual(expect.arrayContaining([expect.stringContaining(message)]))
  })
})
