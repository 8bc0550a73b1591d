import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../lab/command.ts'
import { installedOn, invocationOf, runsOn } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

/** The services of socket and path run: that keeps the socket from being restarted alone, and neither ends with it. */
const unitsOfEveryType = `cd /etc/systemd/system
printf '[Service]\nType=oneshot\nExecStart=/bin/true\n' > job.service
printf '[Timer]\nOnCalendar=daily\n' > job.timer
printf '[Socket]\nListenStream=/run/echo\n' > echo.socket
printf '[Service]\nExecStart=/bin/sh -c "test ! -e /opt/demo/current/is-ill && exec sleep infinity"\n' > echo.service
printf '[Path]\nPathExists=/etc\n' > drop.path
printf '[Service]\nExecStart=/bin/sleep infinity\n' > drop.service
printf '[Unit]\nWants=demo.service\n' > all.target
systemctl daemon-reload && systemctl start echo.socket echo.service drop.path`

/** A new release that is not what it should be is undone, or does not come to run at all. */
export const faultyReleases = (here: () => ReleaseLab): void => {
  describe('on a device whose new release is not in order', { concurrent: true }, () => {
    const device = () => here().device('pi-ill')
    const runsFirst = async () => {
      expect(await installedOn(device())).toBe(here().revisions['v1'])
      expect(await runsOn(device())).toBe(here().revisions['v1'])
    }

    test('goes back when a check fails, also where the release before does not know another that came with it', {
      concurrent: false
    }, async () => {
      await here().update(device(), 'v1')
      const checks = [{ http: 'http://127.0.0.1:3000/health' }, { command: ['test', '-e', '/opt/demo/current/is-ill'] }]
      const { exitCode, result } = await here().update(device(), 'ill', { release_checks: checks })
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({
        outcome: 'rolled_back', step: 'checks', from_revision: here().revisions['v1'], to_revision: here().revisions['v1'],
        message: 'http://127.0.0.1:3000/health answered 500, expected 200'
      })
      await runsFirst()
    })

    test('goes back when the service falls again and again, and shows the last lines of its journal', { concurrent: false }, async () => {
      const began = Math.floor(Date.now() / 1000) * 1000
      const { exitCode, result } = await here().update(device(), 'crashing')
      expect(exitCode).not.toBe(0)
      expect(result)
        .toMatchObject({ outcome: 'rolled_back', step: 'checks', to_revision: here().revisions['v1'], journal: { unit: 'demo.service' } })
      expect(result?.journal?.lines)
        .toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} demo: cannot open the display \(温度\)$/))
      // Nothing that the release before had said.
      expect(result?.journal?.lines.filter((line) => Date.parse(line.split(' ')[0]!.replace(/(\d\d)$/, ':$1')) < began)).toEqual([])
      expect(result?.journal?.lines.length).toBeLessThanOrEqual(20)
      await runsFirst()
    })

    test('ends a step that hangs, with all its processes, and has not touched the service', { concurrent: false }, async () => {
      const before = await invocationOf(device())
      const { exitCode, result } = await here().update(
        device(), 'v2', { release_hooks: { prepare: 'echo waiting; sleep 3601 & sleep 3602' }, release_hook_seconds: 3 }
      )
      expect(exitCode).not.toBe(0)
      expect(result)
        .toMatchObject({ outcome: 'failed', step: 'prepare', from_revision: here().revisions['v1'], to_revision: here().revisions['v1'] })
      expect(result?.message).toMatch(/hook prepare .* did not end within 3 s: waiting/)
      expect(await invocationOf(device())).toBe(before)
      expect(await device().exec(['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])).not.toMatch(/sleep 360/)
    })

    test('goes back when a hook is ended by a signal, which systemd calls clean for most units', { concurrent: false }, async () => {
      const { exitCode, result } = await here().update(
        device(), 'v2', { release_hooks: { after_switch: 'echo begun; trap "kill 0" EXIT; false' } }
      )
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'rolled_back', step: 'after_switch', to_revision: here().revisions['v1'] })
      expect(result?.message).toMatch(/^the hook after_switch \(.*\) was killed by SIGTERM: begun$/)
      await runsFirst()
    })

    test('restarts units of every type and checks them by what they have, and refuses one that is not there', {
      concurrent: false
    }, async () => {
      const services = ['demo.service', 'job.service', 'job.timer', 'echo.socket', 'drop.path', 'all.target']
      await device().exec(['sh', '-c', unitsOfEveryType])
      const refused = await here().update(device(), 'v2', { release_services: [...services, 'gone.path'] })
      expect(refused.result).toMatchObject({ outcome: 'failed', step: 'preflight', to_revision: here().revisions['v1'] })
      expect(refused.result?.message).toContain('there is no unit gone.path on this device')
      const ofPath = () => device().exec(['systemctl', 'show', '--property=ActiveState,InvocationID', '--value', 'drop.service'])
      const before = await ofPath()
      expect((await here().update(device(), 'v2', { release_services: services })).result).toMatchObject({ outcome: 'updated' })
      expect(await ofPath()).toMatch(/^active$/m)
      expect(await ofPath()).not.toBe(before)
      expect(await device().exec(['systemctl', 'is-active', 'job.timer', 'echo.socket', 'echo.service', 'all.target']))
        .toBe('active\n'.repeat(4))
      const fallen = await here().update(device(), 'ill', { release_services: services, release_checks: [] })
      expect(fallen.result).toMatchObject({ outcome: 'rolled_back', step: 'checks', to_revision: here().revisions['v2'] })
      expect(fallen.result?.message).toMatch(/^echo\.socket is active, but echo\.service, which it starts, has failed \(exit-code\)/)
    })

    test('takes an archive too, and refuses one that is not as its sum says, or another under the same name', {
      concurrent: false
    }, async () => {
      const archive = async (tag: string) => {
        const path = join(here().lab.directory, `${tag}.tar`)
        await run(['git', '--git-dir', join(here().lab.directory, 'demo.git'), 'archive', '--output', path, tag])
        return { type: 'archive', path, sha256: (await run(['sha256sum', path])).slice(0, 64), revision: '1.0' }
      }
      const source = await archive('v3')
      const wrong = await here().play('update_clients', device(), { release_source: { ...source, sha256: '0'.repeat(64) } })
      expect(wrong.result).toMatchObject({ outcome: 'failed', step: 'artifact' })
      expect(wrong.result?.message).toContain(`has SHA-256 ${source.sha256}, expected ${'0'.repeat(64)}`)
      const right = await here().play('update_clients', device(), { release_source: source })
      expect(right.result).toMatchObject({ outcome: 'updated', to_revision: '1.0' })
      const another = await here().play('update_clients', device(), { release_source: await archive('v4') })
      expect(another.result).toMatchObject({ outcome: 'failed', step: 'preflight' })
      expect(another.result?.message).toContain(`from another archive (SHA-256 ${source.sha256})`)
    })
  })
}
