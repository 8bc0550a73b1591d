import { describe, expect, it } from 'vitest'
import { parseHwmonFile } from '../../src/parse/hwmon-file.ts'
import { isReadOnly, parseMountinfo } from '../../src/parse/mountinfo.ts'
import { parseNetWireless } from '../../src/parse/net-wireless.ts'
import { parseOsRelease } from '../../src/parse/os-release.ts'
import { parseProcessStatus } from '../../src/parse/process-status.ts'
import { parseSystemctlShow, unitCount, unitTimestamp } from '../../src/parse/systemctl-show.ts'

describe('mountinfo', () => {
  it('reads mounts with any number of optional fields, and escapes in the mount point', () => {
    // The second line is proc_pid_mountinfo(5)'s own example.
    expect(
      parseMountinfo(
        '1 0 8:1 / / rw - ext4 /dev/root ro\n36 35 98:0 /mnt1 /mnt\\040two\\134 rw,noatime master:1 shared:2 - ext3 /dev/my\\040root rw,errors=continue\n'
      )
    ).toEqual([
      { device: '/dev/root', mountPoint: '/', fsType: 'ext4', options: ['rw'], superOptions: ['ro'], major: 8, minor: 1 },
      {
        device: '/dev/my\\040root',
        mountPoint: '/mnt two\\',
        fsType: 'ext3',
        options: ['rw', 'noatime'],
        superOptions: ['rw', 'errors=continue'],
        major: 98,
        minor: 0
      }
    ])
  })

  it('knows all ways in which a mount can be read-only', () => {
    const mounts = parseMountinfo(
      '1 0 8:1 / /a rw - ext4 d ro,errors=remount-ro\n1 0 8:1 / /b ro,nodev - ext4 d rw\n1 0 8:1 / /c rw,errors=remount-ro - ext4 d rw,proto=ro2\n1 0 7:0 / / rw,relatime - ext4 /dev/loop0 rw,errors=remount-ro,emergency_ro\n'
    )
    expect(mounts.map(isReadOnly)).toEqual([true, true, false, true])
  })

  it.each(['1 0 8:1 / / rw ext4 d rw', '1 0 eight / / rw - ext4 d rw', '1 0 8:1 / / rw -', 'x'])('refuses %j', (line) => {
    expect(() => parseMountinfo(line)).toThrow(`malformed mount point information: ${JSON.stringify(line)}`)
  })
})

describe('os-release', () => {
  it('reads values with and without quotes, and passes over the rest', () => {
    expect(
      Object.fromEntries(
        parseOsRelease(
          '# comment\n\nID=debian\nNAME="A \\"B\\" \\$C \\\\ D"\nVARIANT=\'x "y"\'\nEMPTY=\n no assignment\n  INDENTED=1\nBAD-KEY=1\nOPEN="cut off\n'
        )
      )
    ).toEqual({
      ID: 'debian',
      NAME: 'A "B" $C \\ D',
      VARIANT: 'x "y"',
      EMPTY: '',
      INDENTED: '1',
      OPEN: 'cut off'
    })
  })
})

describe('the name of a hwmon file', () => {
  it('says sensor and property', () => {
    expect(parseHwmonFile('temp1_crit_alarm')).toEqual({ type: 'temp', number: 1, property: 'crit_alarm' })
    expect(parseHwmonFile('pwm2')).toEqual({ type: 'pwm', number: 2, property: '' })
    expect(parseHwmonFile('beep_enable')).toEqual({ type: 'beep_enable', number: 0, property: '' })
    expect(['name', 'uevent', 'in0lcrit', '0temp', ''].map(parseHwmonFile)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})

describe('/proc/net/wireless', () => {
  const header = 'Inter-| sta-|\n face | tus |\n'

  it('takes a level for dBm only where it can be one', () => {
    const levels = (level: string, noise: string) =>
      parseNetWireless(`${header} wlan0: 0000   54.  ${level}  ${noise}        0      0      0     57    175        3\n`)[0]
    expect(levels('-56.', '-256')).toEqual({
      device: 'wlan0',
      signalDbm: -56,
      noiseDbm: undefined,
      discardedRetry: 57,
      discardedMisc: 175,
      missedBeacons: 3
    })
    expect(levels('0', '-95')).toMatchObject({ signalDbm: undefined, noiseDbm: -95 })
    expect(levels('199.', '0')).toMatchObject({ signalDbm: undefined })
  })

  it('is empty without interfaces, or without the file', () => {
    expect(parseNetWireless(header)).toEqual([])
    expect(parseNetWireless('')).toEqual([])
  })

  it.each([' wlan0 0000', ' wlan0: 0000 54. -56. -256 0 0 0 a b c', ' wlan0: 0000 54. -56.'])('refuses %j', (line) => {
    expect(() => parseNetWireless(header + line)).toThrow('expected an interface and ten numbers')
  })
})

describe('systemctl show', () => {
  it('reads units apart, and values that have an equals sign', () => {
    expect(parseSystemctlShow('Id=a.service\nExec=x=y\n\n\nId=b.service\nnonsense\n').map((unit) => Object.fromEntries(unit))).toEqual([
      { Id: 'a.service', Exec: 'x=y' },
      { Id: 'b.service' }
    ])
    expect(parseSystemctlShow('')).toEqual([])
  })

  it('knows which counters are not set', () => {
    expect(['3', '0', '[not set]', 'infinity', '', undefined, '18446744073709551615'].map(unitCount)).toEqual([
      3,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })

  it('reads times with microseconds, and those that never were', () => {
    expect(unitTimestamp('Wed 2026-11-25 12:58:46.262017 UTC')).toBeCloseTo(Date.parse('2026-11-25T12:58:46Z') / 1000 + 0.262017, 6)
    expect(unitTimestamp('Wed 2026-11-25 12:58:46 UTC')).toBe(Date.parse('2026-11-25T12:58:46Z') / 1000)
    expect(['', 'n/a', undefined, 'Wed 2026-11-25 12:58:46 JST'].map(unitTimestamp)).toEqual([0, 0, 0, 0])
  })
})

describe('/proc/PID/status', () => {
  it('reads a program, a zombie and a thread of the kernel', () => {
    expect(parseProcessStatus('Name:\ta b\nState:\tS (sleeping)\nVmRSS:\t   1024 kB\n')).toEqual({
      name: 'a b',
      isZombie: false,
      residentBytes: 1_048_576
    })
    expect(parseProcessStatus('Name:\tz\nState:\tZ (zombie)\n')).toEqual({ name: 'z', isZombie: true, residentBytes: 0 })
    expect(parseProcessStatus('Name:\tkthreadd\nState:\tI (idle)\n')).toEqual({ name: 'kthreadd', isZombie: false, residentBytes: 0 })
    expect(parseProcessStatus('')).toEqual({ name: '', isZombie: false, residentBytes: 0 })
  })
})
