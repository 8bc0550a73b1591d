import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { notYet, until } from '../../collector/test/until.ts'

describeInLab('a lab device', () => {
  let lab: Lab
  beforeAll(async () => { lab = await startLab({ ids: ['pi-lab-1', 'pi-lab-2'] }) })
  afterAll(() => lab?.end())
  const [first, second] = [() => lab.devices[0]!, () => lab.devices[1]!]

  test('is a Debian of its own, with its host name, systemd that started everything, and Node 24', async () => {
    expect(await first().exec(['hostname'])).toBe('pi-lab-1\n')
    expect(await first().exec(['systemctl', 'is-system-running'])).toBe('running\n')
    expect(await first().exec(['node', '--version'])).toMatch(/^v24\./)
    expect(await first().exec(['cat', '/etc/machine-id'])).not.toBe(await second().exec(['cat', '/etc/machine-id']))
  })

  test('gets the words of a command as they are', async () => {
    expect(await first().exec(['printf', '%s|', "it's", '$HOME', '温度 ; ls'])).toBe("it's|$HOME|温度 ; ls|")
  })

  test('cannot be reached while its cable is out, and can be afterwards', async () => {
    await second().cutNetwork()
    await expect(second().exec(['true'], { timeoutMs: 5000 })).rejects.toThrow()
    await second().joinNetwork()
    expect(await second().exec(['echo', 'back'])).toBe('back\n')
  })

  test('keeps what was on its disk when the plug is pulled, and boots again as another boot', async () => {
    const bootId = ['cat', '/proc/sys/kernel/random/boot_id']
    const before = await first().exec(bootId)
    await first().exec(['sh', '-c', 'echo kept > /root/note && sync'])
    await first().kill()
    await first().boot()
    expect(await first().exec(['cat', '/root/note'])).toBe('kept\n')
    expect(await first().exec(bootId)).not.toBe(before)
  })

  test('stops everything in order when it is switched off', async () => {
    await second().powerOff()
    await second().boot()
    expect(await second().exec(['journalctl', '--boot=-1', '--no-pager', '--lines=20'])).toContain('Shutting down')
  })

  test('comes back by itself from a reboot', async () => {
    await second().reboot()
    await until(
      'it has booted a third time',
      () =>
        second()
          .exec(['journalctl', '--list-boots', '--no-pager', '--quiet'], { timeoutMs: 10_000 })
          .then(
            (boots) => boots.trim().split('\n').length === 3 || notYet(boots),
            (error: Error) => notYet(error)
          ),
      { withinMs: 150_000, everyMs: 200 }
    )
  })
})
