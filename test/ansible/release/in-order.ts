import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../lab/command.ts'
import { installedOn, invocationOf, runsOn, tracesOn } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

/** What an update, a rollback and the other playbooks do where nothing is wrong. */
export const releaseOnDeviceInOrder = (here: () => ReleaseLab): void => {
  describe('on a device in order', { concurrent: true }, () => {
    const device = () => here().device('pi-clean')

    test('installs the first release, with its declaration for the agent', { concurrent: false }, async () => {
      const { exitCode, result, output } = await here().update(device(), 'v1')
      expect({ exitCode, result }, output)
        .toEqual({ exitCode: 0, result: { outcome: 'updated', to_revision: here().revisions['v1'], name: 'demo', final: true } })
      expect(await runsOn(device())).toBe(here().revisions['v1'])
      expect(JSON.parse(await device().exec(['cat', '/etc/mimamori/releases.d/demo.json']))).toEqual({
        root: '/opt/demo/current',
        revision: { http: 'http://127.0.0.1:3000/version', pointer: '/revision' },
        timeoutSeconds: 3
      })
      const sudo = await device().exec(['journalctl', '--output=cat', '_COMM=sudo'])
      expect(sudo).toContain('COMMAND=')
      for (const given of [
        '127.0.0.1', ...[0, 1, 2].map((cut) => Buffer.from('"http://127.0.0.1:3000/'.slice(cut)).toString('base64').slice(0, -4))
      ]) expect(sudo).not.toContain(given)
      // One for each step, and none of a session that begins or ends.
      expect(sudo.trim().split('\n').length, sudo).toBeLessThan(15)
    })

    test('leaves alone what runs already', { concurrent: false }, async () => {
      const before = await tracesOn(device())
      const { exitCode, result } = await here().update(device(), 'v1')
      expect({ exitCode, result }).toEqual({
        exitCode: 0,
        result: {
          outcome: 'unchanged', from_revision: here().revisions['v1'], to_revision: here().revisions['v1'], name: 'demo', final: true
        }
      })
      expect(await tracesOn(device())).toBe(before)
    })

    test('changes nothing with --check, and says what it would do', { concurrent: false }, async () => {
      const before = await tracesOn(device(), '/run/mimamori')
      const { exitCode, output, result } = await here().play('update_clients', device(), { release_revision: 'v2' }, ['--check'])
      expect({ exitCode, result }).toEqual({
        exitCode: 0,
        result: {
          outcome: 'updated', from_revision: here().revisions['v1'], to_revision: here().revisions['v2'], name: 'demo', final: true
        }
      })
      expect(output).toContain(`pi-clean would go from ${here().revisions['v1']} to ${here().revisions['v2']}`)
      expect(await tracesOn(device(), '/run/mimamori')).toBe(before)
    })

    test('keeps the last three releases, and never touches shared/', { concurrent: false }, async () => {
      await device().exec([
        'sh', '-c', 'echo precious > /opt/demo/shared/state; chown nobody /opt/demo/shared/state; chmod 600 /opt/demo/shared/state'
      ])
      const shared = () => device().exec(['find', '/opt/demo/shared', '-printf', '%p %T@ %u %m\\n'])
      const before = await shared()
      for (const [tag, from] of [['v2', 'v1'], ['v3', 'v2'], ['v4', 'v3']] as const) {
        expect((await here().update(device(), tag)).result).toEqual({
          outcome: 'updated', from_revision: here().revisions[from], to_revision: here().revisions[tag], name: 'demo', final: true
        })
      }
      const kept = (await device().exec(['ls', '/opt/demo/releases'])).trim().split('\n')
      expect(kept.sort()).toEqual(['v2', 'v3', 'v4'].map((tag) => here().revisions[tag]).sort())
      expect(await shared()).toBe(before)
    })

    test('is in health, and goes back to the release before when told so', { concurrent: false }, async () => {
      expect((await here().play('health_check', device(), { release_watched_seconds: 1 })).exitCode).toBe(0)
      const { exitCode, result } = await here().play('rollback', device())
      expect({ exitCode, result }).toEqual({
        exitCode: 0,
        result: {
          outcome: 'updated', from_revision: here().revisions['v4'], to_revision: here().revisions['v3'], name: 'demo', final: true
        }
      })
      expect(await runsOn(device())).toBe(here().revisions['v3'])
    })

    test('goes back to a named release, and names those that are there where it is not', { concurrent: false }, async () => {
      const named = await here().play('rollback', device(), { release_revision: here().revisions['v2']!.slice(0, 12) })
      expect(named.result).toMatchObject({ outcome: 'updated', to_revision: here().revisions['v2'] })
      const missing = await here().play('rollback', device(), { release_revision: here().revisions['v1']! })
      expect(missing.exitCode).not.toBe(0)
      expect(missing.result).toMatchObject({ outcome: 'failed', step: 'choose', to_revision: here().revisions['v2'] })
      expect(missing.result?.message).toContain(here().revisions['v4'])
      expect(await installedOn(device())).toBe(here().revisions['v2'])
    })

    test('gives what a report of a fault needs, without secrets, and runs nothing of the service’s as root for it', {
      concurrent: false
    }, async () => {
      await device().exec(['systemd-cat', '--identifier=demo', 'true'])
      await device().exec([
        'systemd-run', '--quiet', '--wait', '--unit=talks.service', 'echo', 'token=hunter2 and http://me:hunter2@server/'
      ])
      await device().exec(['sh', '-c', 'echo "id --user --name; exit 1" > /opt/demo/shared/who; chown demo /opt/demo/shared/who'])
      const bundleOf = async (variables: Readonly<Record<string, unknown>> = {}) => {
        const bundles = await mkdtemp(join(here().lab.directory, 'bundles-'))
        const services = ['demo.service', 'talks.service']
        const { exitCode, output } = await here().play(
          'collect_logs', device(),
          {
            release_bundle_directory: bundles, release_services: services,
            release_checks: [{ command: ['/bin/sh', '/opt/demo/shared/who'] }], ...variables
          }
        )
        expect(exitCode, output).toBe(0)
        const [bundle] = await readdir(bundles)
        return run(['tar', '--extract', '--to-stdout', '--file', join(bundles, bundle!)])
      }
      const text = await bundleOf()
      expect(text).toContain('token=*** and http://***@server/')
      expect(text).toContain(here().revisions['v2'])
      expect(text).not.toContain('hunter2')
      expect(text).toContain(
        '/opt/demo/shared/who is below /opt/demo, where demo can change it, but would run with the rights of the connecting user'
      )
      expect(await bundleOf({ ansible_user: 'root' })).toContain('/bin/sh /opt/demo/shared/who ended with 1: demo')
    })

    test('restarts its services, and itself', { concurrent: false }, async () => {
      const before = await invocationOf(device())
      expect((await here().play('restart_services', device())).exitCode).toBe(0)
      expect(await invocationOf(device())).not.toBe(before)
      const boot = () => device().exec(['cat', '/proc/sys/kernel/random/boot_id'])
      const bootBefore = await boot()
      const { exitCode, output } = await here().play('reboot', device())
      expect(exitCode, output).toBe(0)
      expect(await boot()).not.toBe(bootBefore)
      expect((await here().play('health_check', device(), { release_watched_seconds: 100_000 })).output)
        .toContain('pi-clean has restarted while it was watched.')
    })
  })
}
