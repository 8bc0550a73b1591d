import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { collectionDirectory, runAnsible } from '../run-playbook.ts'

describeWith('/usr/bin/ansible-inventory')('the example of an inventory', () => {
  test('is read without a warning, with known host keys for every client', async () => {
    const { stdout, output, exitCode } = await runAnsible(
      ['/usr/bin/ansible-inventory', '--list', '--inventory', join(collectionDirectory, 'inventory.example')],
      { directory: temporaryDirectory() }
    )
    expect(exitCode).toBe(0)
    expect(output).not.toContain('[WARNING]')
    const { _meta: { hostvars }, clients } = JSON.parse(stdout) as {
      _meta: { hostvars: Record<string, Record<string, string>> }
      clients: { children: string[] }
    }
    expect(clients.children).toEqual(['site_north', 'site_south'])
    const devices = Object.keys(hostvars).filter((host) => host.startsWith('pi-'))
    expect(devices).toHaveLength(4)
    for (const device of devices) expect(hostvars[device]!['ansible_ssh_common_args']).toContain('StrictHostKeyChecking=yes')
    expect(hostvars['pi-sensor-01']!['mimamori_profile']).toBe('pi_zero_2w')
  })

  test('gives small boards more time before they count as unreachable, and their sudo before it has failed', async () => {
    const { stdout } = await runAnsible([
      '/usr/bin/ansible', 'clients', '--inventory', join(
        collectionDirectory, 'inventory.example'
      ), '--playbook-dir', join(collectionDirectory, 'playbooks'),
      '--module-name', 'ansible.builtin.debug', '--args', 'msg={{ mimamori_profile | default("none") }}={{ ansible_timeout }}'
    ], { directory: temporaryDirectory() })
    const seconds = [...stdout.matchAll(/"msg": "(\w+=\d+)"/g)].map(([, shown]) => shown)
    expect(seconds).toHaveLength(4)
    expect(seconds).toContain('pi_zero_2w=60')
    expect(seconds).toContain('none=30')
  })

  test('has a server that no playbook touches unless it is named', async () => {
    const playbooks = (await readdir(
      join(collectionDirectory, 'playbooks')
    )).filter((name) => name.endsWith('.yml')).map((name) => join(collectionDirectory, 'playbooks', name))
    const inventory = ['--inventory', join(collectionDirectory, 'inventory.example'), '--list-hosts']
    const hostsOf = async (more: readonly string[]) =>
      (await runAnsible(['/usr/bin/ansible-playbook', ...inventory, ...more, ...playbooks], { directory: temporaryDirectory() })).stdout
    const unnamed = await hostsOf([])
    // time_server.yml is for the machine on which it runs.
    expect(unnamed.match(/pi-kiosk-01/g)).toHaveLength(playbooks.length - 1)
    expect(unnamed).not.toContain('mimamori-server')
    expect(await hostsOf(['--extra-vars', 'target=server'])).toContain('mimamori-server')
  })
})
