import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../lab/command.ts'
import type { Device } from '../lab/device.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { until } from '../lab/until.ts'
import { startReleaseLab, type ReleaseLab } from './release-lab.ts'

const releases = {
  v1: { 'demo.env': 'PORT=3000\nGREETING=hello\n' },
  v2: { 'demo.env': 'PORT=8080\nGREETING=hello\nVOLUME=5\n' },
  v3: {},
  v4: {},
  v5: {},
  forgetful: { 'demo.env': 'PORT=3000\n' },
  ill: { 'is-ill': '', 'demo.env': 'PORT=3000\nGREETING=hello\nVOLUME=5\nBRIGHTNESS=9\n' },
  crashing: { crashes: '' },
  lying: { 'says-revision': '0123456789abcdef0123456789abcdef01234567\n' }
}

const patience = { timeoutMs: 90_000, everyMs: 500 }

describeInLab('the role release', () => {
  let here: ReleaseLab
  beforeAll(async () => { here = await startReleaseLab(['pi-clean', 'pi-ill', 'pi-refused', 'pi-settings', 'pi-killed'], releases) })
  afterAll(() => here?.lab.end())

  const to = (tag: string, more: Readonly<Record<string, unknown>> = {}) => ({ release_revision: tag, ...more })
  const update = (device: Device, tag: string, more?: Readonly<Record<string, unknown>>) => here.play('update-clients', device, to(tag, more))
  const linked = async (device: Device): Promise<string> => (await device.exec(['readlink', '/opt/demo/current'])).trim().replace('releases/', '')
  const answers = (device: Device): Promise<string> => device.exec(['python3', '-c', 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:3000/version").read().decode())'])
  /** Another after each start. */
  const invocation = (device: Device): Promise<string> => device.exec(['systemctl', 'show', '--property=InvocationID', 'demo.service'])
  const isActive = (device: Device, unit: string): Promise<string> => device.exec(['sh', '-c', 'systemctl is-active "$0" || true', unit]).then((text) => text.trim())
  /** All that an update could have changed, with owners, modes and times. */
  const traces = (device: Device): Promise<string> => device.exec(['sh', '-c', 'find /opt /etc /var/lib/mimamori /usr/local /run/mimamori -printf "%p %T@ %u %m %l\\n" | sort; systemctl show --property=InvocationID demo heavy'])

  describe('on a device in order', { concurrent: true }, () => {
    const device = () => here.device('pi-clean')

    test('installs the first release, with its declaration for the agent', { concurrent: false }, async () => {
      const { exitCode, result, output } = await update(device(), 'v1')
      expect({ exitCode, result }, output).toEqual({ exitCode: 0, result: { outcome: 'updated', to_revision: here.revisions['v1'], final: true } })
      expect(await answers(device())).toContain(here.revisions['v1'])
      expect(JSON.parse(await device().exec(['cat', '/etc/mimamori/releases.d/demo.json']))).toEqual({
        root: '/opt/demo/current',
        revision: { http: 'http://127.0.0.1:3000/version', pointer: '/revision' },
        timeoutSeconds: 3
      })
    })

    test('leaves alone what runs already', { concurrent: false }, async () => {
      const before = await traces(device())
      const { exitCode, result } = await update(device(), 'v1')
      expect({ exitCode, result }).toEqual({ exitCode: 0, result: { outcome: 'unchanged', from_revision: here.revisions['v1'], to_revision: here.revisions['v1'], final: true } })
      // The claim on the device has come and gone.
      const [was, is] = [before, await traces(device())].map((text) => text.replaceAll(/^\/run\/mimamori.*\n/gm, ''))
      expect(is).toBe(was)
    })

    test('changes nothing with --check, and says what it would do', { concurrent: false }, async () => {
      const before = await traces(device())
      const { exitCode, output } = await here.play('update-clients', device(), to('v2'), ['--check'])
      expect(exitCode).toBe(0)
      expect(output).toContain(`pi-clean would go from ${here.revisions['v1']} to ${here.revisions['v2']}`)
      expect(await traces(device())).toBe(before)
    })

    test('keeps the last three releases, and never touches shared/', { concurrent: false }, async () => {
      await device().exec(['sh', '-c', 'echo precious > /opt/demo/shared/state; chown nobody /opt/demo/shared/state; chmod 600 /opt/demo/shared/state'])
      const shared = () => device().exec(['find', '/opt/demo/shared', '-printf', '%p %T@ %u %m\\n'])
      const before = await shared()
      for (const [tag, from] of [['v2', 'v1'], ['v3', 'v2'], ['v4', 'v3']] as const) {
        expect((await update(device(), tag)).result).toEqual({ outcome: 'updated', from_revision: here.revisions[from], to_revision: here.revisions[tag], final: true })
      }
      const kept = (await device().exec(['ls', '/opt/demo/releases'])).trim().split('\n')
      expect(kept.sort()).toEqual(['v2', 'v3', 'v4'].map((tag) => here.revisions[tag]).sort())
      expect(await shared()).toBe(before)
    })

    test('is in health, and goes back to the release before when told so', { concurrent: false }, async () => {
      expect((await here.play('health-check', device())).exitCode).toBe(0)
      const { exitCode, result } = await here.play('rollback', device())
      expect({ exitCode, result }).toEqual({ exitCode: 0, result: { outcome: 'updated', from_revision: here.revisions['v4'], to_revision: here.revisions['v3'], final: true } })
      expect(await answers(device())).toContain(here.revisions['v3'])
    })

    test('goes back to a named release, and names those that are there where it is not', { concurrent: false }, async () => {
      const named = await here.play('rollback', device(), to(here.revisions['v2']!.slice(0, 12)))
      expect(named.result).toMatchObject({ outcome: 'updated', to_revision: here.revisions['v2'] })
      const missing = await here.play('rollback', device(), to(here.revisions['v1']!))
      expect(missing.exitCode).not.toBe(0)
      expect(missing.result).toMatchObject({ outcome: 'failed', step: 'choose', to_revision: here.revisions['v2'] })
      expect(missing.result?.message).toContain(here.revisions['v4'])
      expect(await linked(device())).toBe(here.revisions['v2'])
    })

    test('gives what a report of a fault needs, without secrets', { concurrent: false }, async () => {
      await device().exec(['systemd-cat', '--identifier=demo', 'true'])
      await device().exec(['systemd-run', '--quiet', '--wait', '--unit=talks.service', 'echo', 'token=hunter2 and http://me:hunter2@server/'])
      const bundles = await mkdtemp(join(here.lab.directory, 'bundles-'))
      const { exitCode } = await here.play('collect-logs', device(), { release_bundle_directory: bundles, release_services: ['demo.service', 'talks.service'] })
      expect(exitCode).toBe(0)
      const [bundle] = await readdir(bundles)
      const text = await run(['tar', '--extract', '--to-stdout', '--file', join(bundles, bundle!)])
      expect(text).toContain('token=[removed] and http://me:[removed]@server/')
      expect(text).toContain(here.revisions['v2'])
      expect(text).not.toContain('hunter2')
    })

    test('restarts its services, and itself', { concurrent: false }, async () => {
      const before = await invocation(device())
      expect((await here.play('restart-services', device())).exitCode).toBe(0)
      expect(await invocation(device())).not.toBe(before)
      const boot = () => device().exec(['cat', '/proc/sys/kernel/random/boot_id'])
      const bootBefore = await boot()
      const { exitCode, output } = await here.play('reboot', device())
      expect(exitCode, output).toBe(0)
      expect(await boot()).not.toBe(bootBefore)
    })
  })

  describe('on a device whose new release is not in order', { concurrent: true }, () => {
    const device = () => here.device('pi-ill')
    const runsFirst = async () => {
      expect(await linked(device())).toBe(here.revisions['v1'])
      expect(await answers(device())).toContain(here.revisions['v1'])
    }

    test('goes back when a check fails, and is a failed run', { concurrent: false }, async () => {
      await update(device(), 'v1')
      const { exitCode, result } = await update(device(), 'ill')
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'checks', from_revision: here.revisions['v1'], to_revision: here.revisions['v1'], message: 'http://127.0.0.1:3000/health answered 500, expected 200' })
      await runsFirst()
    })

    test('goes back when the service falls again and again, and shows the last lines of its journal', { concurrent: false }, async () => {
      const { exitCode, result } = await update(device(), 'crashing')
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'checks', to_revision: here.revisions['v1'], journal: { unit: 'demo.service' } })
      expect(result?.journal?.lines).toContain('demo: cannot open the display (温度)')
      expect(result?.journal?.lines.length).toBeLessThanOrEqual(20)
      await runsFirst()
    })

    test('believes the running service, and not what is installed', { concurrent: false }, async () => {
      const { exitCode, result } = await update(device(), 'lying')
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'proof', to_revision: here.revisions['v1'] })
      expect(result?.message).toContain(`runs ${releases.lying['says-revision'].trim()}, and not ${here.revisions['lying']}`)
      await runsFirst()
    })

    test('ends a step that hangs, with all its processes, and has not touched the service', { concurrent: false }, async () => {
      const before = await invocation(device())
      const { exitCode, result } = await update(device(), 'v2', { release_hooks: { prepare: 'echo waiting; sleep 3601 & sleep 3602' }, release_hook_seconds: 3 })
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'prepare', from_revision: here.revisions['v1'], to_revision: here.revisions['v1'] })
      expect(result?.message).toMatch(/hook prepare .* did not end within 3 s: waiting/)
      expect(await invocation(device())).toBe(before)
      expect(await device().exec(['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])).not.toMatch(/sleep 360/)
    })

    test('takes an archive too, and refuses one that is not as its sum says, or another under the same name', { concurrent: false }, async () => {
      const archive = async (tag: string) => {
        const path = join(here.lab.directory, `${tag}.tar`)
        await run(['git', '--git-dir', join(here.lab.directory, 'demo.git'), 'archive', '--output', path, tag])
        return { type: 'archive', path, sha256: (await run(['sha256sum', path])).slice(0, 64), revision: '1.0' }
      }
      const source = await archive('v3')
      const wrong = await here.play('update-clients', device(), { release_source: { ...source, sha256: '0'.repeat(64) } })
      expect(wrong.result).toMatchObject({ outcome: 'failed', step: 'artifact' })
      expect(wrong.result?.message).toContain(`has SHA-256 ${source.sha256}, and not ${'0'.repeat(64)}`)
      const right = await here.play('update-clients', device(), { release_source: source })
      expect(right.result).toMatchObject({ outcome: 'updated', to_revision: '1.0' })
      const another = await here.play('update-clients', device(), { release_source: await archive('v4') })
      expect(another.result).toMatchObject({ outcome: 'failed', step: 'preflight' })
      expect(another.result?.message).toContain(`from another archive (SHA-256 ${source.sha256})`)
    })
  })

  describe('on a device that is not fit for an update', { concurrent: true }, () => {
    const device = () => here.device('pi-refused')
    const refuses = async (more: Readonly<Record<string, unknown>>, message: RegExp) => {
      const before = await traces(device())
      const { exitCode, result } = await update(device(), 'v2', more)
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'preflight', from_revision: here.revisions['v1'], to_revision: here.revisions['v1'] })
      expect(result?.message).toMatch(message)
      expect(await traces(device())).toBe(before)
    }

    test('refuses too little memory, another host name and a skewed clock, all at once, and leaves no trace', { concurrent: false }, async () => {
      expect((await update(device(), 'v1')).exitCode).toBe(0)
      await refuses({ release_minimum_memory_mb: 10_000_000, release_expected_hostname: 'pi-other', release_maximum_clock_skew_seconds: -1, release_refuse_clock_skew: true },
        /calls itself “pi-refused”, and not “pi-other”.*MB of memory are free, and 10000000 are needed.*its clock is \d+ s/)
    })

    test('refuses a full disk', { concurrent: false }, async () => {
      await device().exec(['sh', '-c', 'cp -a /opt/demo /opt/kept && mount -t tmpfs -o size=30m,mode=755 tmpfs /opt/demo && cp -a /opt/kept/. /opt/demo/ && head -c 15M /dev/zero > /opt/demo/shared/ballast'])
      await refuses({}, /1\d MB of disk are free at \/opt\/demo\/releases, and 20 are needed/)
      await device().exec(['sh', '-c', 'rm -r /opt/kept; rm /opt/demo/shared/ballast'])
    })

    test('refuses to work as root in a directory that the service owns, and a release that it does not own', { concurrent: false }, async () => {
      expect(await device().exec(['sh', '-c', 'cd /opt/demo && stat --format="%U %a" . releases; stat --format=%U shared releases/*'])).toBe('root 755\nroot 755\ndemo\ndemo\n')
      await device().exec(['chown', 'demo', '/opt/demo/releases'])
      await refuses({}, /\/opt\/demo\/releases belongs to user \d+, and not to root: .* Put it right with: chown root:root \/opt\/demo\/releases/)
      await device().exec(['chown', 'root', '/opt/demo/releases'])
      await device().exec(['sh', '-c', 'chown root /opt/demo/releases/*'])
      await refuses({}, /\/opt\/demo\/releases\/[0-9a-f]+ belongs to user 0, and not to demo\. Put it right with: chown -R demo:demo/)
      await device().exec(['sh', '-c', 'chown demo /opt/demo/releases/*'])
    })

    test('refuses while another run has claimed the device', { concurrent: false }, async () => {
      const other = JSON.stringify({ run: '20260314-093000-0a1b2c', by: 'server', until: 1e9 })
      await device().exec(['sh', '-c', 'printf %s "$0" > /run/mimamori/update/demo.lease', other])
      await refuses({}, /another update of demo is at work on this device: 20260314-093000-0a1b2c, started from server/)
      await device().exec(['rm', '/run/mimamori/update/demo.lease'])
      expect((await update(device(), 'v2')).result).toMatchObject({ outcome: 'updated' })
    })

    test('says which revision is missing on the server', { concurrent: false }, async () => {
      const { exitCode, result } = await update(device(), 'v99')
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'artifact' })
      expect(result?.message).toMatch(/demo\.git has no revision “v99”; publish it first/)
    })
  })

  describe('on a device with settings', { concurrent: true }, () => {
    const device = () => here.device('pi-settings')
    const settings = { release_settings: [{ path: '/etc/demo/demo.env', file: 'demo.env' }] }
    const text = () => device().exec(['cat', '/etc/demo/demo.env'])

    test('installs them, keeps what is set on the device, and adds what is new', { concurrent: false }, async () => {
      expect((await update(device(), 'v1', settings)).exitCode).toBe(0)
      expect(await text()).toBe('PORT=3000\nGREETING=hello\n')
      await device().exec(['sh', '-c', 'printf "# ours\\nPORT=4000\\nGREETING=hello\\nPASSWORD=hunter2\\n" > /etc/demo/demo.env; chmod 640 /etc/demo/demo.env; chown demo /etc/demo/demo.env'])
      const accepted = { release_settings: [{ ...settings.release_settings[0], may_drop: ['PASSWORD'] }] }
      expect((await update(device(), 'v2', accepted)).exitCode).toBe(0)
      expect(await text()).toBe('# ours\nPORT=4000\nGREETING=hello\nVOLUME=5\n')
      expect(await device().exec(['stat', '--format=%a %U', '/etc/demo/demo.env'])).toBe('640 demo\n')
      expect(await device().exec(['sh', '-c', 'cat /var/lib/mimamori/update/demo/backup/*/etc%demo%demo.env'])).toContain('PASSWORD=hunter2')
    })

    test('stops before it would drop a key, names it, and tells no value', { concurrent: false }, async () => {
      const before = [await text(), await invocation(device())]
      const { exitCode, result, output } = await update(device(), 'forgetful', settings)
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'settings', to_revision: here.revisions['v2'] })
      expect(result?.message).toMatch(/^\/etc\/demo\/demo\.env has keys .*: GREETING, VOLUME\. Add them/)
      expect(output).not.toContain('4000')
      expect([await text(), await invocation(device())]).toEqual(before)
    })

    test('puts them back when it goes back', { concurrent: false }, async () => {
      const before = await text()
      const { result } = await update(device(), 'ill', settings)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'checks' })
      expect(await text()).toBe(before)
    })

    test('follows no link that the service has put into its release', { concurrent: false }, async () => {
      const hooks = { release_hooks: { prepare: 'rm demo.env && ln -s /etc/shadow demo.env' } }
      const { result, output } = await update(device(), 'ill', { ...settings, ...hooks })
      expect(result).toMatchObject({ outcome: 'failed', step: 'settings', to_revision: here.revisions['v2'] })
      expect(output).not.toContain('root:')
      await device().exec(['sh', '-c', 'rm -r "/opt/demo/releases/$0"', here.revisions['ill']!])
    })

    test('goes back also where they cannot be put back, and says so', { concurrent: false }, async () => {
      await device().exec(['chown', 'demo', '/etc/demo'])
      const hooks = { release_hooks: { after_switch: 'rm /etc/demo/demo.env && mkdir /etc/demo/demo.env' } }
      const { result } = await update(device(), 'ill', { ...settings, ...hooks })
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'checks', to_revision: here.revisions['v2'] })
      expect(result?.message).toMatch(/The settings could not all be put back: \/etc\/demo\/demo\.env was not put back: /)
      expect(await linked(device())).toBe(here.revisions['v2'])
    })
  })

  describe('on a device where the run is cut off', { concurrent: true }, () => {
    const device = () => here.device('pi-killed')
    const pause = { release_pause_units: ['heavy.service', 'apt-daily.timer'], release_deadman_seconds: 30, release_hook_seconds: 60 }

    test('lets rest what is heavy, so that nothing revives it, and brings it back', { concurrent: false }, async () => {
      const hooks = { release_hooks: { after_switch: 'systemctl show --property=ActiveState,ConditionResult heavy.service apt-daily.timer > /tmp/seen-$RELEASE_REVISION' } }
      expect((await update(device(), 'v1', { ...pause, ...hooks, release_deadman_seconds: 900 })).result).toMatchObject({ outcome: 'updated' })
      expect((await device().exec(['sh', '-c', 'grep -h ActiveState /tmp/seen-*'])).trim().split('\n')).toEqual(['ActiveState=inactive', 'ActiveState=inactive'])
      expect(await isActive(device(), 'heavy.service')).toBe('active')
      expect(await isActive(device(), 'apt-daily.timer')).toBe('active')
      expect(await isActive(device(), 'mimamori-restore-demo.timer')).toBe('inactive')
    })

    test('brings it back without the server when Ansible is killed, and lets no other run in while its step may go on', { concurrent: false }, async () => {
      const { child } = here.start('update-clients', device(), to('v2', { ...pause, release_hooks: { before_switch: 'sleep 60' } }))
      await until('heavy.service rests', async () => {
        const state = await isActive(device(), 'heavy.service')
        return state === 'inactive' || state
      }, patience)
      // A start by hand, by a timer or as somebody's dependency comes to nothing.
      await device().exec(['systemctl', 'start', 'heavy.service'])
      expect(await isActive(device(), 'heavy.service')).toBe('inactive')
      process.kill(-child.pid!, 'SIGKILL')
      await until('the dead-man timer has brought it back', async () => {
        const state = await isActive(device(), 'heavy.service')
        return state === 'active' || state
      }, patience)
      expect(await isActive(device(), 'apt-daily.timer')).toBe('active')
      expect(await linked(device())).toBe(here.revisions['v1'])
      expect((await update(device(), 'v2')).result).toMatchObject({ outcome: 'failed', step: 'preflight', message: expect.stringContaining('another update of demo is at work') as string })
    })

    test('after a loss of power in mid-switch, what rested is back at the next boot and the next run ends truthfully', { concurrent: false }, async () => {
      await device().kill()
      await device().boot()
      await device().exec(['systemctl', 'start', 'heavy.service'])
      const { child, ended, output } = here.start('update-clients', device(), to('v2', { ...pause, release_deadman_seconds: 900, release_hooks: { after_switch: 'sleep 60' } }))
      await until('current points to the new release', async () => {
        const revision = await linked(device())
        return revision === here.revisions['v2'] || { revision, said: output().slice(-1500) }
      }, patience)
      await device().kill()
      process.kill(-child.pid!, 'SIGKILL')
      await ended
      await device().boot()
      await until('heavy.service, which no target wants, is back', async () => {
        const state = await isActive(device(), 'heavy.service')
        return state === 'active' || state
      }, patience)
      // As a loss of power while unpacking leaves it.
      await device().exec(['sh', '-c', 'mkdir "/opt/demo/releases/$0.part" && echo half > "/opt/demo/releases/$0.part/server.py"', here.revisions['v3']!])
      const unproven = await here.play('health-check', device())
      expect(unproven.exitCode).not.toBe(0)
      expect(unproven.output).toContain('an update was cut off')
      expect((await update(device(), 'ill')).result).toMatchObject({ outcome: 'rolled_back', to_revision: here.revisions['v1'] })
      expect((await update(device(), 'v3')).result).toMatchObject({ outcome: 'updated', from_revision: here.revisions['v1'], to_revision: here.revisions['v3'] })
      expect((await device().exec(['ls', '/opt/demo/releases'])).trim().split('\n').sort()).toEqual(['v1', 'v3'].map((tag) => here.revisions[tag]).sort())
    })
  })
})
