import { describe, expect, test } from 'vitest'
import { fillDisk, tracesOn } from '../on-device.ts'
import type { ReleaseLab } from '../release-lab.ts'

/** What the role refuses before it changes anything. */
export const unfitDevices = (here: () => ReleaseLab): void => {
  describe('on a device that is not fit for an update', { concurrent: true }, () => {
    const device = () => here().device('pi-refused')
    const refuses = async (more: Readonly<Record<string, unknown>>, message: RegExp) => {
      const before = await tracesOn(device(), '/run/mimamori')
      const { exitCode, result } = await here().update(device(), 'v2', more)
      expect(exitCode).not.toBe(0)
      expect(result)
        .toMatchObject({ outcome: 'failed', step: 'preflight', from_revision: here().revisions['v1'], to_revision: here().revisions['v1'] })
      expect(result?.message).toMatch(message)
      expect(await tracesOn(device(), '/run/mimamori')).toBe(before)
    }

    test('refuses with all that speaks against it at once, and leaves no trace', { concurrent: false }, async () => {
      expect((await here().update(device(), 'v1')).exitCode).toBe(0)
      expect(await device().exec(['sh', '-c', 'cd /opt/demo && stat --format="%U %a" . releases; stat --format=%U shared releases/*']))
        .toBe('root 755\nroot 755\ndemo\ndemo\n')
      const other = JSON.stringify({ run: '20260314-093000-0a1b2c', by: 'server', until: 1e9 })
      await device().exec(['sh', '-c', 'printf %s "$0" > /run/mimamori/update/demo.lease', other])
      await fillDisk(device())
      await device().exec(['chown', 'demo', '/opt/demo/releases'])
      await refuses({
        release_minimum_memory_mb: 10_000_000, release_expected_hostname: 'pi-other', release_maximum_clock_skew_seconds: -1,
        release_refuse_clock_skew: true
      }, new RegExp([
        'is called "pi-refused", expected "pi-other"',
        'another update of demo is running on this device: 20260314-093000-0a1b2c, started from server',
        'MB of memory are free, and 10000000 are needed',
        '1\\d MB of disk are free at /opt/demo/releases, and 20 are needed',
        // Root works in that directory.
        '/opt/demo/releases belongs to user \\d+, expected root: .* To fix it: sudo chown root:root /opt/demo/releases',
        'its clock is \\d+ s'
      ].join('.*')))
    })

    test('refuses while the service does not own its release, and is updated once all is put right', { concurrent: false }, async () => {
      await device().exec([
        'sh', '-c', 'rm /run/mimamori/update/demo.lease /opt/demo/shared/ballast; chown root /opt/demo/releases /opt/demo/releases/*'
      ])
      await refuses({}, /^\/opt\/demo\/releases\/[0-9a-f]+ belongs to user 0, expected demo\. To fix it: sudo chown -R demo:demo \S+$/)
      await device().exec(['sh', '-c', 'chown demo /opt/demo/releases/*'])
      expect((await here().update(device(), 'v2')).result).toMatchObject({ outcome: 'updated' })
    })

    test('says which revision is missing on the server', { concurrent: false }, async () => {
      const { exitCode, result } = await here().update(device(), 'v99')
      expect(exitCode).not.toBe(0)
      expect(result).toMatchObject({ outcome: 'failed', step: 'artifact' })
      expect(result?.message).toMatch(/demo\.git has no revision "v99"; publish it first/)
    })
  })
}
