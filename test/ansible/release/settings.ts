import { describe, expect, test } from 'vitest'
import { notYet, until } from '../../../collector/test/until.ts'
import { installedOn, invocationOf } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

const pollTimeout = { withinMs: 240_000, everyMs: 500 }

/** Files of settings that come with a release and are the device’s own. */
export const releaseSettings = (here: () => ReleaseLab): void => {
  describe('on a device with settings', { concurrent: true }, () => {
    const device = () => here().device('pi-settings')
    const settings = { release_settings: [{ path: '/etc/demo/demo.env', file: 'demo.env' }] }
    const text = () => device().exec(['cat', '/etc/demo/demo.env'])

    test('installs them, keeps what is set on the device, and adds what is new', { concurrent: false }, async () => {
      expect((await here().update(device(), 'v1', settings)).exitCode).toBe(0)
      expect(await text()).toBe('PORT=3000\nGREETING=hello\n')
      await device().exec([
        'sh', '-c',
        'printf "# ours\\nPORT=4000\\nGREETING=konnichiwa\\nPASSWORD=hunter2\\n" > /etc/demo/demo.env; ' +
        'chmod 640 /etc/demo/demo.env; chown demo /etc/demo/demo.env'
      ])
      const accepted = { release_settings: [{ ...settings.release_settings[0], may_drop: ['PASSWORD'] }] }
      expect((await here().update(device(), 'v2', accepted)).exitCode).toBe(0)
      expect(await text()).toBe('# ours\nPORT=4000\nGREETING=konnichiwa\nVOLUME=5\n')
      expect(await device().exec(['stat', '--format=%a %U', '/etc/demo/demo.env'])).toBe('640 demo\n')
      expect(await device().exec(['sh', '-c', 'cat /var/lib/mimamori/update/demo/backup/*/*/etc%demo%demo.env']))
        .toContain('PASSWORD=hunter2')
    })

    test('stops before it would drop a key, names it, and shows no value', { concurrent: false }, async () => {
      await device().exec(['sh', '-c', 'echo ROOM=hunter2 >> /etc/demo/demo.env'])
      const before = [await text(), await invocationOf(device())]
      const { exitCode, result, output } = await here().update(device(), 'forgetful', settings)
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'settings', to_revision: here().revisions['v2'] })
      expect(result?.message).toMatch(/^\/etc\/demo\/demo\.env has keys .*: ROOM\. Add them/)
      expect(output).not.toMatch(/konnichiwa|hunter2/)
      expect([await text(), await invocationOf(device())]).toEqual(before)
      await device().exec(['sed', '--in-place', '/ROOM/d', '/etc/demo/demo.env'])
    })

    test('puts them back when it goes back', { concurrent: false }, async () => {
      const before = await text()
      const { result } = await here().update(device(), 'ill', settings)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'checks' })
      expect(await text()).toBe(before)
    })

    test('brings a file that was deleted to a device on the same revision, with the mode that is wanted, and then nothing more', {
      concurrent: false
    }, async () => {
      await device().exec(['rm', '/etc/demo/demo.env'])
      const wanted = { release_settings: [{ ...settings.release_settings[0], mode: '0604' }] }
      const { result } = await here().update(device(), 'v2', wanted)
      expect(result).toMatchObject({
        outcome: 'updated', to_revision: here().revisions['v2'],
        message: 'Same revision, applied again because: /etc/demo/demo.env is missing.'
      })
      expect(await text()).toBe('PORT=8080\nGREETING=hello\nVOLUME=5\n')
      expect(await device().exec(['stat', '--format=%a %U', '/etc/demo/demo.env'])).toBe('604 demo\n')
      expect((await here().update(device(), 'v2', wanted)).result).toMatchObject({ outcome: 'unchanged' })
    })

    test('puts them back by itself at the boot after a loss of power before the switch', { concurrent: false }, async () => {
      const before = await text()
      const { kill, ended } = here().start(
        'update_clients', device(), { release_revision: 'ill', ...settings, release_hooks: { before_switch: 'sleep 240' } }
      )
      await until('the new settings are written', async () => {
        const now = await text()
        return now.includes('BRIGHTNESS') || notYet(now)
      }, pollTimeout)
      await device().kill()
      kill()
      await ended
      await device().boot()
      await until('the settings are as they were', async () => {
        const now = await text()
        return now === before || notYet(now)
      }, pollTimeout)
      expect(await device().exec(['sh', '-c', 'ls /var/lib/mimamori/update/demo/undo-log.json; true'])).toBe('')
    })

    test('follows no link that the service has put into its release', { concurrent: false }, async () => {
      const hooks = { release_hooks: { prepare: 'rm demo.env && ln -s /etc/shadow demo.env' } }
      const { result, output } = await here().update(device(), 'ill', { ...settings, ...hooks })
      expect(result).toMatchObject({ outcome: 'failed', step: 'settings', to_revision: here().revisions['v2'] })
      expect(output).not.toContain('root:')
    })

    test('goes back also where they cannot be put back, and says so', { concurrent: false }, async () => {
      await device().exec(['chown', 'demo', '/etc/demo'])
      const hooks = { release_hooks: { after_switch: 'rm /etc/demo/demo.env && mkdir /etc/demo/demo.env; exit 1' } }
      const { result } = await here().update(device(), 'ill', { ...settings, ...hooks })
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'after_switch', to_revision: here().revisions['v2'] })
      expect(result?.message).toMatch(/Not everything could be put back: \/etc\/demo\/demo\.env was not put back: /)
      expect(await installedOn(device())).toBe(here().revisions['v2'])
    })

    test('brings a unit with the release, which proves what it started, and puts the unit back with a release that fails', {
      concurrent: false
    }, async () => {
      const withUnit = {
        release_units: ['feed.service'], release_services: ['demo.service', 'feed.service'],
        release_proof: { file: '/run/mimamori/started/demo' }
      }
      const unit = () => device().exec(['systemctl', 'show', '--property=UnitFileState,ActiveState', '--value', 'feed.service'])
      const command = () =>
        device().exec(['sh', '-c', 'tr "\\0" " " < /proc/$(systemctl show --property=MainPID --value feed.service)/cmdline'])
      expect((await here().update(device(), 'v3', withUnit)).result)
        .toMatchObject({
          outcome: 'updated', to_revision: here().revisions['v3'],
          message: expect.stringContaining('No longer in release_settings, but still on the device') as string
        })
      expect((await unit()).trim().split('\n').sort()).toEqual(['active', 'enabled'])
      expect(await device().exec(['cat', '/run/mimamori/started/demo'])).toBe(`${here().revisions['v3']}\n`)
      const { result } = await here().update(device(), 'v4', { ...withUnit, release_hooks: { after_switch: 'exit 1' } })
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'after_switch', to_revision: here().revisions['v3'] })
      expect(await command()).toBe('sleep 3003 ')
    })

    test('removes a unit that the role has placed once no release lists it', { concurrent: false }, async () => {
      const { result } = await here().update(device(), 'v3', {})
      expect(result).toMatchObject({ outcome: 'updated', message: expect.stringContaining('release_units') })
      // An earlier update has said it.
      expect(result?.message).not.toContain('No longer in release_settings')
      expect(await device().exec([
        'sh', '-c',
        'systemctl show --property=LoadState --value feed.service; systemctl list-units --all --plain --no-legend feed.service; ' +
        'ls /etc/systemd/system/feed.service /etc/systemd/system/*/feed.service 2>/dev/null || true'
      ])).toBe('not-found\n')
    })
  })
}
