import { describe, expect, test } from 'vitest'
import { notYet, until } from '../../../collector/test/until.ts'
import { installedOn, stateOf, untilState } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

const pollTimeout = { withinMs: 240_000, everyMs: 500 }
/** Of a test that waits for the dead-man timer, or for a device to boot. */
const timeout = 900_000

/** Ansible is killed, or the device loses power, in the middle of an update. */
export const runsCutOff = (here: () => ReleaseLab): void => {
  describe('on a device where the run is cut off', { concurrent: true }, () => {
    const device = () => here().device('pi-killed')
    const pause = { release_pause_units: ['heavy.service', 'apt-daily.timer'], release_deadman_seconds: 900 }

    test('lets rest what is heavy, so that nothing revives it, and brings it back', { concurrent: false }, async () => {
      const hooks = {
        release_hooks: {
          after_switch: 'systemctl show --property=ActiveState,ConditionResult heavy.service apt-daily.timer > /tmp/seen-$RELEASE_REVISION'
        }
      }
      expect((await here().update(device(), 'v1', { ...pause, ...hooks })).result).toMatchObject({ outcome: 'updated' })
      expect((await device().exec(['sh', '-c', 'grep -h ActiveState /tmp/seen-*'])).trim().split('\n'))
        .toEqual(['ActiveState=inactive', 'ActiveState=inactive'])
      expect(await stateOf(device(), 'heavy.service')).toBe('active')
      expect(await stateOf(device(), 'apt-daily.timer')).toBe('active')
      expect(await stateOf(device(), 'mimamori-restore-demo.timer')).toBe('inactive')
    })

    test('brings it back without the server when Ansible is killed, and lets no other run in while its step may go on', {
      concurrent: false, timeout
    }, async () => {
      // The timer leaves the step that is at work its own time: it fires 50 s after the hook began.
      const short = { release_deadman_seconds: 45, release_hook_seconds: 20, release_hooks: { before_switch: 'sleep 60' } }
      const { kill } = here().start('update_clients', device(), { release_revision: 'v2', ...pause, ...short, release_lease_seconds: 600 })
      await untilState(device(), 'heavy.service', 'inactive')
      kill()
      // A start by hand, by a timer or as somebody's dependency comes to nothing.
      await device().exec(['systemctl', 'start', 'heavy.service'])
      expect(await stateOf(device(), 'heavy.service')).toBe('inactive')
      // One after the other, as the dead-man timer's unit starts them.
      await untilState(device(), 'heavy.service', 'active')
      await untilState(device(), 'apt-daily.timer', 'active')
      expect(await installedOn(device())).toBe(here().revisions['v1'])
      expect((await here().update(device(), 'v2')).result).toMatchObject({
        outcome: 'failed', step: 'preflight', message: expect.stringContaining('another update of demo is running') as string
      })
    })

    test('after a loss of power in mid-switch, what rested is back at the next boot and the next run ends truthfully', {
      concurrent: false, timeout
    }, async () => {
      // The claim of the run before is still there.
      await device().exec(['rm', '/run/mimamori/update/demo.lease'])
      const { kill, ended, output } = here().start(
        'update_clients', device(), { release_revision: 'v2', ...pause, release_hooks: { after_switch: 'sleep 240' } }
      )
      await until('current points to the new release', async () => {
        const revision = await installedOn(device())
        return revision === here().revisions['v2'] || notYet({ revision, output: output().slice(-1500) })
      }, pollTimeout)
      await device().kill()
      kill()
      await ended
      await device().boot()
      // No target wants it.
      await untilState(device(), 'heavy.service', 'active')
      // As a loss of power while unpacking leaves it.
      await device().exec([
        'sh', '-c', 'mkdir -p /opt/demo/releases/.part-0815/tree && echo half > /opt/demo/releases/.part-0815/tree/server.py'
      ])
      const unproven = await here().play('health_check', device())
      expect(unproven.exitCode).not.toBe(0)
      expect(unproven.output).toContain('an update was interrupted')
      expect((await here().update(device(), 'ill')).result).toMatchObject({ outcome: 'rolled_back', to_revision: here().revisions['v1'] })
      expect((await here().update(device(), 'v3')).result)
        .toMatchObject({ outcome: 'updated', from_revision: here().revisions['v1'], to_revision: here().revisions['v3'] })
      expect((await device().exec(['ls', '-A', '/opt/demo/releases'])).trim().split('\n').sort())
        .toEqual(['v1', 'v3'].map((tag) => here().revisions[tag]).sort())
    })
  })
}
