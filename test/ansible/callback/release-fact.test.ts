import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

/** Variables with which the role ends before it makes or changes anything. */
const source = '{ type: git, repository: /nowhere, revision: v1 }'
const refused = `{ release_name: demo, release_source: ${source}, release_proof: { file: ./REVISION } }`

describeWith(ansiblePlaybook)('what a role says of its release', () => {
  test('decides before anything that Ansible counts, and is reported at once where it is final', async () => {
    const {
      items, finished, outcomes
    } = await runPlaybook({ directory: temporaryDirectory(), hosts: ['good', 'back', 'bad'], env: { MIMAMORI_RUN_ATTEMPT: '2' }, playbook: `
- hosts: all
  gather_facts: false
  tasks:
    - name: Say how it went
      ansible.builtin.set_fact:
        mimamori_release_result: "{{ results[inventory_hostname] }}"
      vars:
        results:
          good: { outcome: updated, from_revision: a1, to_revision: b2, final: true }
          back:
            { outcome: rolled_back, from_revision: b2, to_revision: a1, step: Check, message: "no answer at :8081",
              journal: { unit: kiosk.service, lines: ["one", "password=geheim", "温度"] } }
          bad: { outcome: updated }
    - name: Be a failed run
      ansible.builtin.fail: { msg: as said }
      when: inventory_hostname != 'good'
    - name: Last
      ansible.builtin.command: "true"
` })
    expect(outcomes).toEqual({ good: 'updated', back: 'rolled_back', bad: 'failed' })
    expect(finished['good']).toMatchObject({ attempt: 2, fromRevision: 'a1', toRevision: 'b2' })
    expect(finished['back']).toMatchObject({
      fromRevision: 'b2', toRevision: 'a1', step: 'Check', message: 'no answer at :8081',
      journal: { unit: 'kiosk.service', lines: ['one', 'password=***', '温度'] }
    })
    expect(finished['bad']).toMatchObject({ step: 'Be a failed run' })
    const isFinishedAt = items.findIndex(({ host, state }) => host === 'good' && state === 'finished')
    expect(isFinishedAt).toBeLessThan(items.findIndex((item) => item.state === 'under_way' && item.step === 'Be a failed run'))
  })

  test('makes a run one of updates; a host whose play has the role is no success without it, whatever keeps it from coming', async () => {
    const away = { ansible_connection: 'ssh', ansible_host: '127.0.0.1', ansible_port: 1 }
    const role = 'ansible.builtin.include_role: { name: mimamori.fleet.release }'
    const { items, finished, outcomes } = await runPlaybook({
      directory: temporaryDirectory(),
      hosts: JSON.stringify({
        all: {
          vars: { ansible_connection: 'local' },
          hosts: {
            ...Object.fromEntries(
              [
                'early', 'left-out', 'rescued', 'ended', 'ignored', 'once-1', 'once-2', 'restarts', 'several', 'other'
              ].map((name) => [name, {}])
            ),
            away
          }
        }
      }),
      playbook: `
- hosts: early:other
  gather_facts: false
  tasks:
    - name: Prepare
      ansible.builtin.fail: { msg: no paper }
      when: inventory_hostname == 'early'
- hosts: "{{ 'left-out:early' }}"
  gather_facts: false
  tasks:
    - name: Change
      ansible.builtin.command: "true"
    - ${role}
      when: false
- hosts: rescued
  gather_facts: false
  tasks:
    - block:
        - ${role}
      rescue:
        - name: Make the best of it
          ansible.builtin.command: "true"
- hosts: ended
  gather_facts: false
  tasks:
    - ansible.builtin.command: "true"
    - ansible.builtin.meta: end_host
    - ${role}
- hosts: once-1:once-2
  gather_facts: false
  roles: [{ role: mimamori.fleet.release, when: false }]
  post_tasks:
    - ansible.builtin.set_fact: { mimamori_release_result: { outcome: updated } }
      run_once: true
- hosts: away
  gather_facts: false
  ignore_unreachable: true
  tasks:
    - ansible.builtin.command: "true"
    - ${role}
      when: inventory_hostname == 'nobody'
- hosts: restarts
  gather_facts: false
  vars: ${refused}
  tasks:
    - block:
        - ansible.builtin.include_role: { name: mimamori.fleet.release, tasks_from: restart_services }
      rescue:
        - ansible.builtin.command: "true"
- hosts: several
  gather_facts: false
  tasks:
    - ansible.builtin.set_fact: { mimamori_release_result: "{{ item }}" }
      loop:
        - { name: kiosk, outcome: rolled_back, step: checks, message: no answer, to_revision: a1 }
        - { name: sensor, outcome: updated, to_revision: b2 }
    - ansible.builtin.command: "true"
- hosts: other
  gather_facts: false
  tasks:
    - name: Reboot
      ansible.builtin.command: "true"
    - ansible.builtin.include_role: { name: mimamori.fleet.release, tasks_from: health }
      when: false
- hosts: ignored
  gather_facts: false
  ignore_errors: true
  vars: ${refused}
  roles: [mimamori.fleet.release]
  post_tasks:
    - name: Carry on
      ansible.builtin.command: "true"
`
    })
    expect(outcomes).toEqual({
      early: 'failed', 'left-out': 'skipped', rescued: 'failed', ended: 'skipped', ignored: 'failed', 'once-1': 'updated',
      'once-2': 'skipped', away: 'unreachable', restarts: 'failed', several: 'rolled_back', other: 'updated'
    })
    expect(finished['rescued']!.message).toContain('release_name')
    expect(finished['several'])
      .toMatchObject({ toRevision: 'a1', step: 'checks', message: 'kiosk: rolled back (a1) at checks: no answer\nsensor: updated (b2)' })
    expect(finished['ignored']).toMatchObject({ step: 'preflight', message: expect.stringContaining('proves nothing') as string })
    const marked = Object.values(finished).filter(({ update }) => update).map(({ host }) => host)
    expect(marked.toSorted()).toEqual(['away', 'early', 'ended', 'ignored', 'left-out', 'once-1', 'once-2', 'rescued', 'several'])
    expect(items.filter(({ host, update }) => host === 'other' && update)).toEqual([])
    const releasesOf = (host: string) => finished[host]!.releases?.map(({ name, outcome }) => [name, outcome])
    expect(releasesOf('several')).toEqual([['kiosk', 'rolled_back'], ['sensor', 'updated']])
    expect(releasesOf('ignored')).toEqual([['demo', 'failed']])
    for (const host of ['once-1', 'restarts', 'other']) expect(releasesOf(host), host).toBeUndefined()
  })

  test('names the release of a host that is lost or never comes to it: as the role says at its start, or by variables', async () => {
    const away = { ansible_connection: 'ssh', ansible_host: '127.0.0.1', ansible_port: 1, release_name: 'kiosk' }
    const { finished } = await runPlaybook({
      directory: temporaryDirectory(),
      hosts: JSON.stringify({ all: { vars: {
        ansible_connection: 'local', agent_collector_url: 'http://192.0.2.1:8080', agent_directory: '/nowhere'
      }, hosts: {
        stays: {}, away, agent: { release_name: 'kiosk' }, early: {
          release_name: "{{ 'ki' ~ 'osk' }}"
        }, both: { release_name: 'kiosk' }, 'cut-short': {}
      } } }),
      playbook: `
- hosts: away:stays
  gather_facts: false
  vars: ${refused.replace('release_name: demo, ', '')}
  tasks:
    - ansible.builtin.ping:
    - ansible.builtin.include_role: { name: mimamori.fleet.release }
      when: inventory_hostname == 'away'
- hosts: agent:stays
  gather_facts: false
  tasks:
    - ansible.builtin.include_role: { name: mimamori.fleet.agent }
      when: inventory_hostname == 'agent'
- hosts: early:stays
  gather_facts: false
  pre_tasks:
    - name: Prepare
      ansible.builtin.fail: { msg: no paper }
      when: inventory_hostname == 'early'
  roles: [{ role: mimamori.fleet.release, when: inventory_hostname == 'early' }]
- hosts: both
  gather_facts: false
  tasks:
    - ansible.builtin.set_fact: { mimamori_release_result: { name: kiosk, outcome: updated, final: true } }
    - ansible.builtin.set_fact: { mimamori_release_result: { name: mimamori-agent } }
    - ansible.builtin.set_fact: { mimamori_release_result: { name: mimamori-agent, outcome: updated, to_revision: 0.1.0, final: true } }
- hosts: cut-short
  gather_facts: false
  tasks:
    - ansible.builtin.set_fact: { mimamori_release_result: { name: sensor } }
    - ansible.builtin.command: "true"
`
    })
    expect(
      Object.fromEntries(
        Object.values(finished).filter(({ host }) => host !== 'stays').map(({ host, outcome, releases }) => [
          host, [outcome, ...(releases ?? []).map(({ name, outcome: own }) => `${name} ${own}`)]
        ])
      )
    ).toEqual({
      away: ['unreachable', 'kiosk unreachable'],
      agent: ['failed', 'mimamori-agent failed'],
      early: ['failed', 'kiosk failed'],
      both: ['updated', 'kiosk updated', 'mimamori-agent updated'],
      'cut-short': ['failed', 'sensor failed']
    })
  })

  test('is not to be had by a later start, and not owed where the tags leave the role out', async () => {
    const playbook = `
- hosts: all
  gather_facts: false
  vars: ${refused}
  roles: [mimamori.fleet.release]
  post_tasks:
    - name: Tidy
      ansible.builtin.command: "true"
      tags: tidy
`
    const play = async (args: readonly string[]) =>
      (await runPlaybook({ directory: temporaryDirectory(), hosts: ['a'], playbook, args })).finished['a']!
    expect(await play(['--start-at-task', 'Tidy']))
      .toMatchObject({ outcome: 'skipped', message: 'the role release gave no result for this host' })
    const tidied = await play(['--tags', 'tidy'])
    expect(tidied).toMatchObject({ outcome: 'updated' })
    expect(tidied.update).toBeUndefined()
  })
})
