import { describe, expect, test } from 'vitest'
import { parseJobs } from '../../../src/device/systemd/stop-reason.ts'

// In the shape of `systemctl list-jobs --plain --no-legend` of systemd 257 (Debian 13) while it goes down.
const goingDown = (target: string): string => `  623 ${target} start waiting
  710 mimamori-agent.service stop running
  688 ssh.service stop running
  655 umount.target start waiting
`

describe('why the agent is stopped', () => {
  test.each([
    ['poweroff.target', 'poweroff'],
    ['halt.target', 'poweroff'],
    ['reboot.target', 'reboot'],
    ['kexec.target', 'reboot'],
    ['soft-reboot.target', 'reboot']
  ])('is read from systemd’s jobs: %s means %s', (target, reason) => {
    expect(parseJobs(goingDown(target))).toBe(reason)
  })

  test('is not the device’s end where only units are stopped', () => {
    expect(parseJobs('  710 mimamori-agent.service restart running\n')).toBeUndefined()
    expect(parseJobs('')).toBeUndefined()
  })

  test('is not an end that was called off', () => {
    expect(parseJobs('  623 poweroff.target stop waiting\n')).toBeUndefined()
  })
})
