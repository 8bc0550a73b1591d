import { execFile } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import { debianPackages } from '../lab/debian-packages.ts'
import type { Device } from '../lab/device.ts'
import { writeOn } from '../lab/install-agent.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startLab, type Lab } from '../lab/lab.ts'
import { makeDeployLogin } from './deploy-login.ts'
import { preparePlaybooks, type Playbooks } from './release-playbook.ts'

const password = 'Password-of-the-kiosk'
const dropIn = '/etc/ssh/sshd_config.d/00-mimamori.conf'
/** What runs when sshd is reloaded, and so while the change is not confirmed. */
const reloadHook = '/etc/systemd/system/ssh.service.d/lab.conf'

describeInLab('the roles ssh_hardening and time', () => {
  let lab: Lab
  let playbooks: Playbooks
  let server: Device
  let kiosk: Device
  beforeAll(async () => {
    const [chrony, timesyncd] = await Promise.all([debianPackages('chrony'), debianPackages('systemd-timesyncd')])
    lab = await startLab({ ids: ['pi-server', 'pi-kiosk'], binds: { '/srv/chrony': chrony, '/srv/timesyncd': timesyncd } })
    ;[server, kiosk] = lab.devices as [Device, Device]
    await Promise.all([server, kiosk].map(makeDeployLogin))
    // They last no longer than the test.
    await Promise.all([server, kiosk].map((device) => writeOn(device, '/etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n')))
    playbooks = await preparePlaybooks(lab, {})
    const askPass = join(lab.directory, 'ask-pass')
    writeFileSync(askPass, `#!/bin/sh\necho ${password}\n`)
    chmodSync(askPass, 0o755)
  })
  afterAll(() => lab?.end())

  describe('ssh_hardening', () => {
    const harden = (variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) =>
      playbooks.play('ssh_hardening', kiosk, { ssh_hardening_lock_out: ['kiosk'], ...variables }, flags)
    /** What ssh does that asks for a password, and has it. */
    const logInByPassword = async (): Promise<string> => {
      const argv = [
        '-F', 'none', '-o', 'PreferredAuthentications=password,keyboard-interactive', '-o', 'NumberOfPasswordPrompts=1', '-o',
        'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', `kiosk@${kiosk.address}`, 'id -un'
      ]
      const env = { ...process.env, SSH_ASKPASS: join(lab.directory, 'ask-pass'), SSH_ASKPASS_REQUIRE: 'force' }
      return promisify(execFile)('ssh', argv, { env, timeout: 60_000 }).then(
        ({ stdout }) => stdout.trim(), (error: { readonly stderr: string }) => error.stderr.trim()
      )
    }
    const untilPasswordWorks = () => until('a password lets one in again', async () => {
      const answer = await logInByPassword()
      return answer === 'kiosk' || notYet(answer)
    }, { withinMs: 120_000, everyMs: 2000 })
    const traces = (): Promise<string> => kiosk.exec([
      'sh', '-c',
      'find /etc/ssh /etc/systemd /var/lib/mimamori/ssh-hardening -printf "%p %s %m %l\\n" 2>/dev/null | sort; ' +
      'sshd -T -C user=kiosk,host=x,addr=192.0.2.1'
    ])
    const onReload = async (command: string): Promise<void> => {
      await writeOn(kiosk, reloadHook, `[Service]\nExecReload=-/bin/sh -c '${command}'\n`)
      await kiosk.exec(['systemctl', 'daemon-reload'])
    }
    const noHook = (): Promise<string> => kiosk.exec(['sh', '-c', 'rm -rf "$(dirname "$0")" && systemctl daemon-reload', reloadHook])

    beforeAll(async () => {
      await kiosk.exec(['sh', '-ec', 'useradd --create-home --shell /bin/bash kiosk; echo "kiosk:$0" | chpasswd', password])
      // As the first start of Raspberry Pi OS leaves it.
      await writeOn(kiosk, '/etc/ssh/sshd_config.d/50-cloud-init.conf', 'PasswordAuthentication yes\n')
      await kiosk.exec(['systemctl', 'reload', 'ssh'])
      // While it reads its settings anew, sshd listens to nobody for a moment.
      await untilPasswordWorks()
    })

    test('says all that speaks against it, and changes nothing: who would be locked out, and what sshd would not read', async () => {
      await kiosk.exec(['sed', '-i.kept', '/^Include/d', '/etc/ssh/sshd_config'])
      const before = await traces()
      const { exitCode, output } = await harden({ ssh_hardening_lock_out: [] })
      expect(exitCode, output).not.toBe(0)
      expect(output).toContain('Would be locked out, since there is a password but no authorized key: kiosk.')
      expect(output).toContain('/etc/ssh/sshd_config does not include /etc/ssh/sshd_config.d/*.conf')
      expect(await traces()).toBe(before)
      await kiosk.exec(['mv', '/etc/ssh/sshd_config.kept', '/etc/ssh/sshd_config'])
    })

    test('changes nothing with --check, and says what it would do', async () => {
      const before = await traces()
      const { exitCode, output } = await harden({}, ['--check'])
      expect(exitCode, output).toBe(0)
      expect(output).toContain('pi-kiosk would take SSH keys only; now it takes password')
      expect(await traces()).toBe(before)
    })

    test('leaves a device open whose key stops working when passwords are off', async () => {
      await onReload('mv /home/deploy/.ssh/authorized_keys /home/deploy/.ssh/away')
      const before = await traces()
      const { exitCode, output } = await harden()
      expect(exitCode, output).not.toBe(0)
      expect(output).toContain('With passwords off, a new connection with the SSH key did not work.')
      expect(output).toContain('The device takes passwords as before.')
      await untilPasswordWorks()
      expect(await traces()).toBe(before)
      await kiosk.exec(['mv', '/home/deploy/.ssh/away', '/home/deploy/.ssh/authorized_keys'])
      await noHook()
    })

    test('leaves a device open that cannot be reached any more: it takes the change back by itself', async () => {
      await onReload(`if [ -e ${dropIn} ]; then ip link set host0 down; else ip link set host0 up; fi`)
      const before = await traces()
      const { exitCode, output } = await harden({ ssh_hardening_undo_seconds: 10 })
      expect(exitCode, output).not.toBe(0)
      await untilPasswordWorks()
      expect(await traces()).toBe(before)
      await noHook()
    })

    test('leaves a device open that loses its power before the change is confirmed', async () => {
      await noHook()
      const before = await traces()
      await onReload('sleep 60')
      const run = playbooks.start('ssh_hardening', kiosk, { ssh_hardening_lock_out: ['kiosk'] })
      await until(
        'the change is made',
        async () => (await kiosk.exec(['sh', '-c', `ls ${dropIn} 2>&1 || true`])).trim() === dropIn || notYet(run.output()),
        { withinMs: 120_000, everyMs: 200 }
      )
      await kiosk.kill()
      run.kill()
      await run.ended
      await kiosk.boot()
      await untilPasswordWorks()
      await noHook()
      expect(await traces()).toBe(before)
    })

    test('goes back where another setting lets a password in, and says which', async () => {
      await kiosk.exec([
        'sh', '-ec', 'cp /etc/ssh/sshd_config /root/kept; printf "Match User kiosk\\nPasswordAuthentication yes\\n" >> /etc/ssh/sshd_config'
      ])
      const before = await traces()
      const { exitCode, output } = await harden()
      expect(exitCode, output).not.toBe(0)
      expect(output).toMatch(
        /PasswordAuthentication is yes for kiosk \(\/etc\/ssh\/sshd_config:\d+, \/etc\/ssh\/sshd_config\.d\/50-cloud-init\.conf:1\)/
      )
      expect(await traces()).toBe(before)
      await kiosk.exec(['cp', '/root/kept', '/etc/ssh/sshd_config'])
    })

    test('lets nobody in by a password from then on, whatever other files say, and Ansible by its key', async () => {
      const { exitCode, output } = await harden()
      expect(exitCode, output).toBe(0)
      expect(await logInByPassword()).toBe(`kiosk@${kiosk.address}: Permission denied (publickey).`)
      expect(await kiosk.exec(['sh', '-c', 'ls /var/lib/mimamori /etc/systemd/system; systemctl list-timers --all']))
        .not.toContain('ssh-hardening')
    })

    test('changes nothing the second time', async () => {
      const before = await traces()
      const { exitCode, output } = await harden()
      expect(exitCode, output).toBe(0)
      expect(output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)
      expect(await traces()).toBe(before)
    })

    test('takes itself away again', async () => {
      const { exitCode, output } = await harden({ ssh_hardening_state: 'absent' })
      expect(exitCode, output).toBe(0)
      await untilPasswordWorks()
      expect(await kiosk.exec(['ls', '/etc/ssh/sshd_config.d'])).toBe('50-cloud-init.conf\nlab.conf\n')
    })
  })

  describe('time', () => {
    const serve = (variables: Readonly<Record<string, unknown>> = {}) =>
      playbooks.play('time_server', server, { target: 'pi-server', ...variables })
    const take = (variables: Readonly<Record<string, unknown>> = {}) =>
      playbooks.play('time', kiosk, { time_servers: [server.address], ...variables })
    /** A container may not set the clock, and so does not start what would: here it asks, and leaves the clock alone. */
    const askOnly = async (device: Device, unit: string, lines: string): Promise<void> => {
      await writeOn(device, `/etc/systemd/system/${unit}.service.d/lab.conf`, lines)
      await device.exec(['systemctl', 'daemon-reload'])
    }
    const chronyAsksOnly = (device: Device) =>
      askOnly(device, 'chrony', '[Unit]\nConditionCapability=\n[Service]\nExecStart=\nExecStart=!/usr/sbin/chronyd -x $DAEMON_OPTS\n')
    const installFrom = (device: Device, directory: string, name: string) =>
      device.exec(
        [
          'sh', '-ec',
          'echo "deb [trusted=yes] file:$0 ./" > /etc/apt/sources.list; apt-get update; apt-get install --yes --no-install-recommends "$1"',
          directory, name
        ],
        { timeoutMs: 120_000 }
      )

    test('says what to do where the server has no chrony and apt cannot get it', async () => {
      const { exitCode, output } = await serve()
      expect(exitCode, output).not.toBe(0)
      expect(output).toContain('chrony is not on pi-server, and apt cannot install it: ')
      expect(output).toContain('sudo apt-get install ./chrony_*.deb')
    })

    test('says what to do where a device has nothing that takes the time', async () => {
      const { exitCode, output } = await take()
      expect(exitCode, output).not.toBe(0)
      expect(output).toContain('pi-kiosk has neither systemd-timesyncd nor chrony')
    })

    test('refuses a text where a list is expected, and an empty list, before it writes either', async () => {
      const text = await take({ time_servers: server.address })
      expect(text.output).toContain(`time_servers is \\"${server.address}\\"`)
      expect((await take({ time_servers: [] })).output).toContain('time_servers is [] and time_fallback_servers [], expected lists of addresses')
      expect((await serve({ time_server_networks: '192.0.2.0/24' })).output).toContain('time_server_networks is \\"192.0.2.0/24\\"')
      expect(await kiosk.exec(['sh', '-c', 'ls /etc/systemd/timesyncd.conf.d /etc/chrony 2>/dev/null || true'])).toBe('')
    })

    test('installs chrony on the server, which gives its time to the network that it is in, though nobody gives it any', async () => {
      await server.exec(['sh', '-c', 'echo "deb [trusted=yes] file:/srv/chrony ./" > /etc/apt/sources.list'])
      await chronyAsksOnly(server)
      const { exitCode, output } = await serve()
      expect(exitCode, output).toBe(0)
      expect(output).toContain(`pi-server gives its time to ${lab.address.replace(/\d+$/, '0/24')}`)
      expect(await server.exec(['chronyc', '-c', 'tracking'])).toMatch(/^7F7F0101,[^,]*,10,/)
    })

    test('lets systemd-timesyncd take the time from the server, and from nobody else', async () => {
      await askOnly(
        kiosk, 'systemd-timesyncd',
        '[Unit]\nConditionVirtualization=\nConditionCapability=\n[Service]\nAmbientCapabilities=\nCapabilityBoundingSet=\n'
      )
      await installFrom(kiosk, '/srv/timesyncd', 'systemd-timesyncd')
      const { exitCode, output } = await take()
      expect(exitCode, output).toBe(0)
      expect(await kiosk.exec([
        'timedatectl', 'show-timesync', '--property=ServerName', '--property=SystemNTPServers', '--property=FallbackNTPServers'
      ]))
        .toBe(`SystemNTPServers=${server.address}\nFallbackNTPServers=\nServerName=${server.address}\n`)
      const again = await take()
      expect(again.output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)
      await kiosk.exec(['systemctl', 'mask', '--quiet', 'systemd-timesyncd'])
      expect((await take()).output).toContain('systemd-timesyncd is masked on pi-kiosk')
      await kiosk.exec(['systemctl', 'unmask', '--quiet', 'systemd-timesyncd'])
    })

    test('lets systemd-timesyncd take it again from those that Debian comes with', async () => {
      const { exitCode, output } = await take({ time_state: 'absent' })
      expect(exitCode, output).toBe(0)
      const known = await kiosk.exec(['timedatectl', 'show-timesync', '--property=SystemNTPServers', '--property=FallbackNTPServers'])
      expect(known).toMatch(/^(?:SystemNTPServers=\n)?FallbackNTPServers=\S+/)
      expect((await take({ time_state: 'absent' })).output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)
      // As the next test finds a device on which chrony takes the place of the other.
      expect((await take()).exitCode).toBe(0)
    })

    test('lets chrony take the time from the server where a device has that', async () => {
      await chronyAsksOnly(kiosk)
      await installFrom(kiosk, '/srv/chrony', 'chrony')
      const { exitCode, output } = await take()
      expect(exitCode, output).toBe(0)
      expect(await kiosk.exec(['chronyc', '-c', '-N', 'sources', '-a'])).toMatch(new RegExp(`^\\^,\\*,${server.address},10,[^\\n]*\\n$`))
    })

    test('gives no time on a server whose own source has not answered, and a device that waits for it in vain has failed', async () => {
      const serving = await serve({ time_server_sources: ['192.0.2.1'], time_within_seconds: 3 })
      expect(serving.exitCode, serving.output).not.toBe(0)
      expect(serving.output).toContain('chrony on pi-server gives no time: none of 192.0.2.1 has answered since it started')
      await kiosk.exec(['systemctl', 'restart', 'chrony'])
      const { exitCode, output } = await take({ time_within_seconds: 4 })
      expect(exitCode, output).not.toBe(0)
      expect(output).toContain(`pi-kiosk has not taken the time from ${server.address} within 4 seconds.`)
    })

    test('takes itself away again, and chrony uses what it came with', async () => {
      // As the packages were installed; chrony's own files are those that it was installed with.
      const pristine = (await kiosk.exec([
        'sh', '-c', 'grep -E "^# (pool|server) .*turned off" /etc/chrony/chrony.conf'
      ])).replace(/^# (.*)  # turned off by .*$/gm, '$1')
      const taken = await take({ time_state: 'absent' })
      expect(taken.exitCode, taken.output).toBe(0)
      expect(await kiosk.exec([
        'sh', '-c',
        'ls /etc/systemd/timesyncd.conf.d /etc/chrony/sources.d; grep -E "^(pool|server) " /etc/chrony/chrony.conf; ' +
        'grep -c mimamori /etc/chrony/chrony.conf || true'
      ])).toBe(`/etc/chrony/sources.d:\nREADME\n\n/etc/systemd/timesyncd.conf.d:\n${pristine}0\n`)
      expect(await kiosk.exec(['chronyc', '-c', '-N', 'sources', '-a'])).not.toContain(server.address)
      expect((await take({ time_state: 'absent' })).output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)

      const served = await serve({ time_state: 'absent' })
      expect(served.exitCode, served.output).toBe(0)
      expect(await server.exec(['sh', '-c', 'grep -rl mimamori /etc/chrony || true'])).toBe('')
      expect(await server.exec(['sh', '-c', 'ss --listening --udp --numeric | grep ":123 " || true'])).toBe('')
      expect((await serve({ time_state: 'absent' })).output).toMatch(/^pi-server +: ok=\d+ +changed=0 /m)
    })
  })
})
