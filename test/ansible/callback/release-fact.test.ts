import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

describeWith(ansiblePlaybook)('what a role says of its release', () => {
  test('decides before anything that Ansible counts, and is told at once where it is final', async () => {
    const { items, finished, outcomes } = await runPlaybook({ directory: temporaryDirectory(), hosts: ['good', 'back', 'bad'], env: { MIMAMORI_RUN_ATTEMPT: '2' }, playbook: `
- hosts: all
  gather_facts: false
  tasks:
    - name: Say how it went
      ansible.builtin.set_fact:
        mimamori_release_result: "{{ results[inventory_hostname] }}"
      vars:
        results:
          good: { outcome: updated, from_revision: a1, to_revision: b2, final: true }
          back: { outcome: rolled_back, from_revision: b2, to_revision: a1, step: Check, message: "no answer at :8081", journal: { unit: kiosk.service, lines: ["one", "password=geheim", "温度"] } }
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
})
