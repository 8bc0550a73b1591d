import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { collectionDirectory, runAnsible } from '../run-playbook.ts'

describeWith('/usr/bin/ansible-inventory')('the example of an inventory', () => {
  test('is read without a warning, with known host keys for every client', async () => {
    const { stdout, output, exitCode } = await runAnsible(['/usr/bin/ansible-inventory', '--list', '--inventory', join(collectionDirectory, 'inventory.example')], { directory: temporaryDirectory() })
    expect(exitCode).toBe(0)
    expect(output).not.toContain('[WARNING]')
    const { _meta: { hostvars }, clients } = JSON.parse(stdout) as { _meta: { hostvars: Record<string, Record<string, string>> }, clients: { children: string[] } }
    expect(clients.children).toEqual(['site_north', 'site_south'])
    const devices = Object.keys(hostvars).filter((host) => host.startsWith('pi-'))
    expect(devices).toHaveLength(4)
    for (const device of devices) expect(hostvars[device]!['ansible_ssh_common_args']).toContain('StrictHostKeyChecking=yes')
    expect(hostvars['pi-sensor-01']!['mimamori_profile']).toBe('pi_zero_2w')
  })
})
