import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../../../collector/test/until.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansibleEnvironment, ansiblePlaybook, runPlaybook } from '../run-playbook.ts'
import { startBetween, type CollectorBetween } from './collector-between.ts'
import { spooledRequests, reportingTo } from './reporting.ts'

/** What was sent, then what was spooled: the end of a run may have no answer in time, and is in both then. */
const reported = (between: CollectorBetween, directory: string) => [...between.requests(), ...spooledRequests(directory)]

describeWith(ansiblePlaybook)('a run that is interrupted', () => {
  test('by Ctrl-C is reported as such, and a host without an outcome gets none', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween({ status: 200 })
    const [playbook, inventory] = [join(directory, 'site.yml'), join(directory, 'inventory.yml')]
    writeFileSync(
      playbook,
      JSON.stringify([{
        hosts: 'all', gather_facts: false, tasks: [{ shell: 'touch begun && exec sleep 60', args: { chdir: '{{ playbook_dir }}' } }]
      }])
    )
    writeFileSync(inventory, '{"all": {"hosts": {"a": {"ansible_connection": "local"}}}}')
    const child = spawn(
      ansiblePlaybook, ['--inventory', inventory, playbook],
      { cwd: directory, env: { ...ansibleEnvironment(directory), ...reportingTo(directory, between.url) }, stdio: 'ignore', detached: true }
    )
    await until('the task has begun', () => existsSync(join(directory, 'begun')))
    // The terminal sends it to the whole group.
    process.kill(-child.pid!, 'SIGINT')
    await once(child, 'exit')
    const requests = reported(between, directory)
    expect(requests.at(-1)).toMatchObject({ body: { outcome: 'interrupted', message: 'Ansible ended before its recap' } })
    expect(JSON.stringify(requests)).not.toContain('finished')
  })

  test('by a mistake in the playbook itself is ended, too', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween({ status: 200 })
    const { exitCode } = await runPlaybook({ directory, hosts: ['a'], env: reportingTo(directory, between.url), playbook: `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
- hosts: "{{ nobody_said_which }}"
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
` })
    expect(exitCode).not.toBe(0)
    expect(reported(between, directory).at(-1)).toMatchObject({ body: { outcome: 'interrupted' } })
  })
})
