import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

describeWith(ansiblePlaybook)('secrets', () => {
  test('leave the control node in no message: of a task with no_log nothing is told but its name', async () => {
    const directory = temporaryDirectory()
    const { finished } = await runPlaybook({ directory, hosts: ['hidden', 'item', 'masked'], playbook: `
- hosts: all
  gather_facts: false
  tasks:
    - name: Log in
      ansible.builtin.shell: "echo geheim >&2; exit 1 # geheim"
      no_log: true
      when: inventory_hostname == 'hidden'
    - name: Each
      ansible.builtin.shell: "echo {{ item }} >&2; exit 1"
      loop: [geheim]
      no_log: "{{ 1 == 1 }}"
      when: inventory_hostname == 'item'
    - name: Fetch
      ansible.builtin.shell: "echo 'fatal: cannot access https://user:geheim@server/x.git, password=geheim' >&2; exit 1"
      when: inventory_hostname == 'masked'
` })
    expect(finished['hidden']).toMatchObject({ step: 'Log in', message: 'hidden, because the task has no_log' })
    expect(finished['item']).toMatchObject({ step: 'Each', message: 'hidden, because the task has no_log' })
    expect(finished['masked']!.message).toContain('https://***@server/x.git, password=***')
    const events = readFileSync(join(directory, 'events.jsonl'), 'utf8')
    expect(events).not.toContain('geheim')
  })

  test('leave it in no argument: neither a module’s nor the token', async () => {
    const directory = temporaryDirectory()
    const { finished } = await runPlaybook({ directory, hosts: ['a'], args: ['--extra-vars', 'token=geheim'], playbook: `
- hosts: all
  gather_facts: false
  tasks:
    - name: Copy
      ansible.builtin.copy: { content: "geheim", dest: /nowhere/at/all, mode: "0600" }
` })
    expect(finished['a']!.outcome).toBe('failed')
    expect(readFileSync(join(directory, 'events.jsonl'), 'utf8')).not.toContain('geheim')
    expect(readdirSync(directory)).not.toContain('spool')
  })
})
