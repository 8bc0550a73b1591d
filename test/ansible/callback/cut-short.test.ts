import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook, type PlaybookRun } from '../run-playbook.ts'

const play = async (hosts: readonly string[], playbook: string): Promise<PlaybookRun> =>
  await runPlaybook({ directory: temporaryDirectory(), hosts, playbook })
const stopped = 'stopped before the end, because of failures on other hosts'

/** Ansible itself counts nothing for these hosts: their recap reads like a success. */
describeWith(ansiblePlaybook)('hosts that Ansible ends because of others', () => {
  test('have failed where something had changed on them, and were skipped where nothing had, with any_errors_fatal', async () => {
    const { outcomes, finished } = await play(['fails', 'changed', 'looked'], `
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - name: Change
      ansible.builtin.command: "true"
      changed_when: inventory_hostname == 'changed'
    - name: Fail
      ansible.builtin.command: "{{ 'false' if inventory_hostname == 'fails' else 'true' }}"
      changed_when: false
    - name: Never
      ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ fails: 'failed', changed: 'failed', looked: 'skipped' })
    expect(finished['changed']).toMatchObject({ step: 'Fail', message: stopped })
    expect(finished['looked']!.message).toBe(stopped)
  })

  test('have failed with it though a rescue took care of it: Ansible leaves the others out of the next play and ends with 2', async () => {
    const { outcomes, finished, exitCode } = await play(['fails', 'b'], `
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - block:
        - ansible.builtin.command: "{{ 'false' if inventory_hostname == 'fails' else 'true' }}"
      rescue:
        - ansible.builtin.command: "true"
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ fails: 'failed', b: 'failed' })
    expect(finished['fails']!.tasks).toMatchObject({ failed: 0, rescued: 1 })
    expect(exitCode).toBe(2)
  })

  test('are reported where a task that runs once has failed for all', async () => {
    const { outcomes } = await play(['a', 'b'], `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
    - ansible.builtin.command: "false"
      run_once: true
    - ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ a: 'failed', b: 'failed' })
  })

  test('are reported where too many of a batch have failed, and in the batches after it', async () => {
    const { outcomes } = await play(['a1', 'a2', 'a3', 'b1', 'b2'], `
- hosts: all
  gather_facts: false
  serial: 3
  max_fail_percentage: 10
  tasks:
    - ansible.builtin.command: "true"
    - ansible.builtin.command: "{{ 'false' if inventory_hostname == 'a1' else 'true' }}"
    - ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ a1: 'failed', a2: 'failed', a3: 'failed', b1: 'skipped', b2: 'skipped' })
  })

  test('are reported where a whole batch has failed, and in the plays that were never begun', async () => {
    const { outcomes, finished } = await play(['a', 'b', 'later'], `
- hosts: a:b
  gather_facts: false
  serial: 1
  tasks:
    - ansible.builtin.command: "{{ 'false' if inventory_hostname == 'b' else 'true' }}"
- hosts: a:later
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ a: 'failed', b: 'failed', later: 'skipped' })
    expect(finished['a']!.message).toBe(stopped)
  })

  test('are none where batches succeed one after the other', async () => {
    const { outcomes } = await play(['a', 'b', 'c'], `
- hosts: all
  gather_facts: false
  serial: [1, 2]
  tasks:
    - ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ a: 'updated', b: 'updated', c: 'updated' })
  })
})
