import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook, type PlaybookOptions, type PlaybookRun } from '../run-playbook.ts'

const play = async (hosts: PlaybookOptions['hosts'], playbook: string, args: readonly string[] = []): Promise<PlaybookRun> =>
  await runPlaybook({ directory: temporaryDirectory(), hosts, playbook, args })

describeWith(ansiblePlaybook)('the callback’s outcomes, with the real ansible-playbook', () => {
  test('a host is updated where something changed, unchanged where something ran, skipped where nothing did', async () => {
    const { outcomes, finished, exitCode } = await play(['changes', 'runs', 'skips'], `
- hosts: all
  gather_facts: false
  tasks:
    - name: Change
      ansible.builtin.command: "true"
      when: inventory_hostname == 'changes'
    - name: Look
      ansible.builtin.command: "true"
      changed_when: false
      when: inventory_hostname == 'runs'
`)
    expect(outcomes).toEqual({ changes: 'updated', runs: 'unchanged', skips: 'skipped' })
    expect(finished['changes']!.tasks).toEqual({ ok: 1, changed: 1, failed: 0, skipped: 1, rescued: 0, ignored: 0 })
    expect(exitCode).toBe(0)
  })

  test('a failure carries the task’s name and what it said, an unreachable host its own outcome', async () => {
    const { outcomes, finished, exitCode } = await play(`
all:
  vars: { ansible_connection: local }
  hosts:
    fails: {}
    away: { ansible_connection: ssh, ansible_host: 127.0.0.1, ansible_port: 1 }
    goes on: {}
`, `
- hosts: all
  gather_facts: false
  tasks:
    - name: Install {{ thing }}
      vars: { thing: the kiosk }
      ansible.builtin.shell: "if [ {{ inventory_hostname }} = fails ]; then echo no space left >&2; exit 3; fi"
`)
    expect(outcomes).toEqual({ fails: 'failed', away: 'unreachable', 'goes on': 'updated' })
    expect(finished['fails']).toMatchObject({ step: 'Install the kiosk', message: 'no space left\nexit status 3' })
    expect(finished['away']!.message).toContain('Connection refused')
    expect(exitCode).not.toBe(0)
  })

  test('an ignored error, an ignored unreachable host and a rescued block are no failures', async () => {
    const { outcomes, finished } = await play(`
all:
  vars: { ansible_connection: local }
  hosts:
    ignores: {}
    rescues: {}
    away: { ansible_connection: ssh, ansible_host: 127.0.0.1, ansible_port: 1 }
`, `
- hosts: ignores
  gather_facts: false
  tasks:
    - ansible.builtin.command: "false"
      ignore_errors: true
- hosts: rescues
  gather_facts: false
  tasks:
    - block:
        - ansible.builtin.include_tasks: inner.yml
          when: false
        - block:
            - ansible.builtin.command: "false"
          always:
            - ansible.builtin.command: "true"
              changed_when: false
      rescue:
        - ansible.builtin.command: "true"
          changed_when: false
- hosts: away
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
      ignore_unreachable: true
    - ansible.builtin.command: "true"
      delegate_to: ignores
      changed_when: false
`)
    expect(outcomes).toEqual({ ignores: 'updated', rescues: 'unchanged', away: 'unchanged' })
    expect(finished['rescues']!.tasks).toMatchObject({ rescued: 1, failed: 0 })
  })

  test('a failure in a rescue is a failure, reported in its own words; one in an always after it is not', async () => {
    const { outcomes, finished } = await play(['a', 'b'], `
- hosts: all
  gather_facts: false
  tasks:
    - when: inventory_hostname == 'a'
      block:
        - name: Try
          ansible.builtin.fail: { msg: first }
      rescue:
        - name: Repair
          ansible.builtin.fail: { msg: second }
    - block:
        - name: Install
          ansible.builtin.fail: { msg: cause }
      always:
        - name: Clean up
          ansible.builtin.fail: { msg: consequence }
`)
    expect(outcomes).toEqual({ a: 'failed', b: 'failed' })
    expect(finished['a']).toMatchObject({ step: 'Repair' })
    expect(finished['a']!.message).toContain('second')
    expect(finished['b']).toMatchObject({ step: 'Install' })
    expect(finished['b']!.message).toContain('cause')
  })

  test('a delegated task counts for the host that it was done for', async () => {
    const { outcomes, finished } = await play(['a', 'b', 'helper'], `
- hosts: a:b
  gather_facts: false
  tasks:
    - name: Tell the helper
      ansible.builtin.command: "{{ 'true' if inventory_hostname == 'a' else 'false' }}"
      delegate_to: helper
`)
    expect(outcomes).toEqual({ a: 'updated', b: 'failed' })
    expect(finished['b']!.step).toBe('Tell the helper')
  })

  test('of a loop the first item that failed is reported, and retries count once', async () => {
    const { outcomes, finished } = await play(['loops', 'retries', 'gives up'], `
- hosts: all
  gather_facts: false
  tasks:
    - name: Each
      ansible.builtin.shell: "[ {{ item }} != two ] || { echo {{ item }} broke >&2; exit 1; }"
      loop: [one, two, three]
      when: inventory_hostname == 'loops'
    - name: Until it works
      ansible.builtin.shell: "[ {{ inventory_hostname | quote }} = retries ] && echo x >> tries && [ $(wc -l < tries) -ge 2 ]"
      args: { chdir: "{{ playbook_dir }}" }
      register: tried
      until: tried is succeeded
      retries: 2
      delay: 0
`)
    expect(outcomes).toEqual({ loops: 'failed', retries: 'updated', 'gives up': 'failed' })
    expect(finished['loops']!.message).toBe('two: two broke\n(1 of 3 items failed)')
    expect(finished['retries']!.tasks).toMatchObject({ ok: 1, changed: 1, failed: 0 })
  })

  test('a host keeps one outcome over several plays, and a failing handler is a failure of its own name', async () => {
    const { outcomes, finished, items } = await play(['a', 'b'], `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
- hosts: b
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
      notify: Restart the kiosk
  handlers:
    - name: Restart the kiosk
      ansible.builtin.command: "false"
`)
    expect(outcomes).toEqual({ a: 'updated', b: 'failed' })
    expect(finished['b']!.step).toBe('Restart the kiosk')
    expect(items.filter(({ state }) => state === 'finished')).toHaveLength(2)
  })

  test('hosts that end on purpose have succeeded', async () => {
    const { outcomes } = await play(['ends', 'goes-on'], `
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - ansible.builtin.command: "true"
      changed_when: false
    - ansible.builtin.meta: end_host
      when: inventory_hostname == 'ends'
    - ansible.builtin.command: "false"
`)
    expect(outcomes).toEqual({ ends: 'unchanged', 'goes-on': 'failed' })
    const second = await play(['a', 'b'], `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
    - ansible.builtin.meta: end_play
    - ansible.builtin.command: "false"
`)
    expect(second.outcomes).toEqual({ a: 'updated', b: 'updated' })
  })

  test('free strategy, throttle and names of any script change nothing', async () => {
    const { outcomes, items } = await play(['温度計', 'b', 'ä ö'], `
- hosts: all
  gather_facts: false
  strategy: ansible.builtin.free
  any_errors_fatal: false
  tasks:
    - name: 一つ目
      ansible.builtin.command: "true"
      throttle: 1
    - name: Second
      ansible.builtin.command: "{{ 'false' if inventory_hostname == 'b' else 'true' }}"
`)
    expect(outcomes).toEqual({ 温度計: 'updated', b: 'failed', 'ä ö': 'updated' })
    expect(items).toContainEqual(expect.objectContaining({ state: 'under_way', host: '温度計', step: '一つ目' }))
  })

  test('a play on Ansible’s own localhost, which the inventory does not have, is as any other', async () => {
    const { outcomes, finished, exitCode } = await play(['a', 'b'], `
- hosts: localhost
  gather_facts: false
  tasks:
    - name: Look
      ansible.builtin.command: "true"
      changed_when: false
- hosts: a:b
  gather_facts: false
  serial: 1
  tasks:
    - name: Change
      ansible.builtin.command: "true"
`)
    expect(outcomes).toEqual({ localhost: 'unchanged', a: 'updated', b: 'updated' })
    expect(finished['localhost']!.message).toBeUndefined()
    expect(exitCode).toBe(0)
  })

  test('in check mode nothing has changed', async () => {
    const { outcomes, finished } = await play(['a', 'b'], `
- hosts: all
  gather_facts: false
  tasks:
    - name: Would write
      ansible.builtin.copy: { dest: "{{ playbook_dir }}/{{ inventory_hostname }}", content: x, mode: "0644" }
    - name: Writes anyway
      ansible.builtin.command: "true"
      check_mode: false
      when: inventory_hostname == 'b'
`, ['--check'])
    expect(outcomes).toEqual({ a: 'unchanged', b: 'updated' })
    expect(finished['a']!.tasks).toMatchObject({ changed: 1 })
  })
})
