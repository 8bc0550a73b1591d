import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'
import { spooledRequests, reportingTo } from './reporting.ts'

describeWith(ansiblePlaybook)('secrets', () => {
  test('leave the control node in no message: of a task with no_log only the name is reported', async () => {
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

  test('that came out of a vault, of a prompt or of a task with no_log leave it in nothing that is shown, sent or stored', async () => {
    const directory = temporaryDirectory()
    const vault = (name: string, content: string): void => {
      const file = join(directory, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      execFileSync(
        '/usr/bin/ansible-vault', ['encrypt', '--vault-password-file', join(directory, 'vault-password'), file],
        { env: { ...process.env, HOME: directory }, stdio: 'ignore' }
      )
    }
    writeFileSync(join(directory, 'vault-password'), 'the-password-of-the-vault')
    vault(
      'group_vars/all/vault.yml',
      'of_group: geheim-of-group\nnested: {list: [geheim-of-list]}\nof_json: |\n  {"key": "geheim-of-json"}\nkiosk_user: admin\n' +
      'kiosk_port: 8080\nkiosk_directory: /opt/kiosk\nmany_lines: "geheim first line\\ngeheim second line"\n'
    )
    vault('host_vars/stderr/vault.yml', 'of_host: geheim-of-host\n')
    vault('vars-file.yml', 'of_vars_file: geheim-of-vars-file\n')
    vault('included.yml', 'of_included: geheim-of-included\n')
    vault('extra.yml', 'of_extra: geheim-of-extra\n')
    const inline = execFileSync(
      '/usr/bin/ansible-vault',
      ['encrypt_string', '--vault-password-file', join(directory, 'vault-password'), 'geheim-inline', '--name', 'inline'],
      { env: { ...process.env, HOME: directory }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    )
    writeFileSync(join(directory, 'group_vars/all/inline.yml'), inline)

    const { finished, items } = await runPlaybook({
      directory,
      hosts: ['stderr', 'name', 'label', 'rescued', 'fact', 'given', 'registered', 'asked'],
      args: ['--vault-password-file', join(directory, 'vault-password'), '--extra-vars', `@${join(directory, 'extra.yml')}`, '-vvvv'],
      env: { ...reportingTo(directory, 'http://127.0.0.1:9'), MIMAMORI_UPDATE_TEXTFILE: join(directory, 'update.prom') },
      playbook: `
- hosts: all
  gather_facts: false
  vars_files: [vars-file.yml]
  vars: {open: geheim-of-no-log}
  vars_prompt: [{name: of_prompt, prompt: "?", private: true, default: geheim-of-prompt}]
  tasks:
    - name: Include
      ansible.builtin.include_vars: included.yml
    - name: Say all
      ansible.builtin.shell: "echo {{ of_host }} {{ of_group }} {{ nested.list[0] }} {{ (of_json | from_json).key }} {{ of_vars_file }}
        {{ of_included }} {{ of_extra }} {{ inline | b64encode }} as {{ kiosk_user }} at {{ kiosk_port }} in {{ kiosk_directory }} >&2;
        echo {{ many_lines | quote }} >&2; exit 1"
      when: inventory_hostname == 'stderr'
    - name: "Log in with {{ inline }} and {{ of_group }}"
      ansible.builtin.fail: {msg: stop}
      when: inventory_hostname == 'name'
    - name: Each
      ansible.builtin.fail: {msg: stop}
      loop: ["{{ inline }}"]
      when: inventory_hostname == 'label'
    - name: Rescue
      when: inventory_hostname == 'rescued'
      block:
        - name: Try
          ansible.builtin.command: {argv: [sh, -c, "echo {{ of_included }} >&2; exit 1"]}
      rescue:
        - name: Tell
          ansible.builtin.fail: {msg: "it said {{ ansible_failed_result.stderr }}"}
    - name: Derive
      ansible.builtin.set_fact: {derived: "x {{ inline }} y"}
    - name: Tell what was derived
      ansible.builtin.fail: {msg: "{{ derived }}"}
      when: inventory_hostname == 'fact'
    - name: Give
      ansible.builtin.command: {argv: [echo, --state, present, "{{ open }}"]}
      no_log: true
      register: given
      when: inventory_hostname == 'given'
    - name: Tell what was given
      ansible.builtin.fail: {msg: "is present: {{ open }}"}
      when: inventory_hostname == 'given'
    - name: Draw
      ansible.builtin.command: {argv: [printf, "geheim%s", -drawn-by-a-program]}
      no_log: true
      register: drawn
      when: inventory_hostname == 'registered'
    - name: Tell what was drawn
      ansible.builtin.fail: {msg: "{{ drawn.stdout }}"}
      when: inventory_hostname == 'registered'
    - name: "Tell {{ of_prompt }}"
      ansible.builtin.fail: {msg: "{{ of_prompt }}"}
      when: inventory_hostname == 'asked'
`
    })
    expect(finished['stderr']!.message).toContain('*** *** *** *** *** *** *** *** as admin at 8080 in /opt/kiosk\n***')
    expect(finished['name']).toMatchObject({ step: 'Log in with *** and ***', message: 'stop' })
    expect(finished['label']!.message).toBe('***: stop')
    expect(finished['rescued']!.message).toBe('it said ***')
    expect(finished['fact']!.message).toBe('x *** y')
    expect(finished['given']!.message).toBe('is present: ***')
    expect(finished['registered']!.message).toBe('***')
    expect(finished['asked']).toMatchObject({ step: 'Tell ***', message: '***' })
    expect(items.length).toBeGreaterThan(20)
    const reported = [
      'events.jsonl', 'update.prom'
    ].map((name) => readFileSync(join(directory, name), 'utf8')).join('') + JSON.stringify(spooledRequests(directory))
    expect(reported).toContain('Tell what was drawn')
    expect(reported).not.toMatch(/geheim|Z2VoZWlt/)
  })
})
