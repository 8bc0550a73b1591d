import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../lab/command.ts'
import { notYet, until } from '../../../collector/test/until.ts'
import { installedOn } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

const pollTimeout = { withinMs: 240_000, everyMs: 500 }

/** How single steps come to a device: whole, once, and not into another run's. */
export const stepsOnDevice = (here: () => ReleaseLab): void => {
  describe('on a device whose steps are looked at', { concurrent: true }, () => {
    const device = () => here().device('pi-steps')
    const shared = (file: string) => device().exec(['sh', '-c', 'cat "/opt/demo/shared/$0" 2>/dev/null || true', file])

    test('hands a hook to its shell as it was written', { concurrent: false }, async () => {
      const prepare = 'x=5; echo "a${x}b" "$RELEASE_NAME" > "${RELEASE_SHARED}/said"; ' +
        'test $$ -gt 1 && echo "a process" >> $RELEASE_SHARED/said'
      expect((await here().update(device(), 'v1', { release_hooks: { prepare } })).result).toMatchObject({ outcome: 'updated' })
      expect(await shared('said')).toBe('a5b demo\na process\n')
    })

    test('takes a step once where the connection is lost in it and ssh starts it anew', { concurrent: false }, async () => {
      // Also where it is tried again after a failure of the machine that tests.
      await device().exec(['rm', '--force', '/opt/demo/shared/count'])
      const { ended, output } = here().start(
        'update_clients', device(),
        {
          release_revision: 'v2', release_force: true, release_hooks: { prepare: 'echo once >> $RELEASE_SHARED/count; sleep 30; echo done' }
        },
        ['-v']
      )
      await until('the hook is at work', async () => await shared('count') === 'once\n' || notYet(output().slice(-1500)), pollTimeout)
      await device().cutNetwork()
      await until('ssh has noticed', async () => output().includes('ssh_retry: attempt: 1') || notYet(output().slice(-1500)), pollTimeout)
      await device().joinNetwork()
      expect((await ended).result).toMatchObject({ outcome: 'updated', to_revision: here().revisions['v2'] })
      expect(output()).toContain('\\"output\\": [\\"done\\"]')
      expect(await shared('count')).toBe('once\n')
    })

    test('brings a release anew that never proved itself', { concurrent: false }, async () => {
      await device().exec([
        'sh', '-c',
        'rm -rf "/opt/demo/releases/$1"; cp -a "/opt/demo/releases/$0" "/opt/demo/releases/$1"; rm "/opt/demo/releases/$1/server.py"',
        here().revisions['v2']!, here().revisions['v3']!
      ])
      expect((await here().update(device(), 'v3')).result).toMatchObject({ outcome: 'updated', to_revision: here().revisions['v3'] })
    })

    test('goes back to 1.0 when told so, also where 1.0.1 is there', { concurrent: false }, async () => {
      const path = join(here().lab.directory, 'v4.tar')
      await run(['git', '--git-dir', join(here().lab.directory, 'demo.git'), 'archive', '--output', path, 'v4'])
      const sha256 = (await run(['sha256sum', path])).slice(0, 64)
      for (const revision of ['1.0', '1.0.1']) {
        expect((await here().play('update_clients', device(), { release_source: { type: 'archive', path, sha256, revision } })).result)
          .toMatchObject({ outcome: 'updated' })
      }
      expect((await here().play('rollback', device(), { release_revision: '1.0' })).result)
        .toMatchObject({ outcome: 'updated', to_revision: '1.0' })
      const unclear = await here().play('rollback', device(), { release_revision: '1' })
      expect(unclear.result).toMatchObject({ outcome: 'failed', step: 'choose' })
      expect(unclear.result?.message).toContain('No single release on this device begins with 1.')
    })

    test('is updated also where an old release cannot be removed, and says so', { concurrent: false }, async () => {
      const busy = '/opt/demo/releases/1.0/busy'
      await device().exec(['sh', '-c', 'mkdir -p "$0"; mountpoint --quiet "$0" || mount -t tmpfs tmpfs "$0"', busy])
      const { exitCode, result } = await here().update(device(), 'v1', { release_keep: 1 })
      expect(exitCode).toBe(0)
      expect(result).toMatchObject({ outcome: 'updated', to_revision: here().revisions['v1'] })
      expect(result?.message).toMatch(/^This was a rollback: [0-9a-f]{40} is older than 1\.0\. /)
      expect(result?.message).toMatch(
        / Old releases were not all removed: \/opt\/demo\/releases\/1\.0 could not be removed\. The next update tries again\.$/
      )
      await device().exec(['umount', busy])
    })

    test('does not restart the device while its release, or its agent, is being updated', { concurrent: false }, async () => {
      const boot = () => device().exec(['cat', '/proc/sys/kernel/random/boot_id'])
      const before = await boot()
      const other = JSON.stringify({ run: '20260314-093000-0a1b2c', by: 'server', until: 1e9 })
      for (const release of ['mimamori-agent', 'demo']) {
        const lease = `/run/mimamori/update/${release}.lease`
        await device().exec(['sh', '-c', 'mkdir -p /run/mimamori/update; printf %s "$1" > "$0"', lease, other])
        const { exitCode, output } = await here().play('reboot', device())
        expect(exitCode).not.toBe(0)
        expect(output).toContain(`another update of ${release} is running on this device: 20260314-093000-0a1b2c, started from server`)
        await device().exec(['rm', lease])
      }
      expect(await boot()).toBe(before)
      expect(await installedOn(device())).toBe(here().revisions['v1'])
    })
  })
}
