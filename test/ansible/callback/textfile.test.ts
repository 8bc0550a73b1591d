import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

const promtool = '/usr/bin/promtool'

describeWith(ansiblePlaybook, promtool)('the textfile', () => {
  test('is what Prometheus takes, of all hosts ever updated, and neither check mode nor another playbook changes it', async () => {
    const directory = temporaryDirectory()
    const file = join(directory, 'mimamori_update.prom')
    const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.set_fact: { mimamori_release_result: { outcome: "{{ 'failed' if inventory_hostname == 'b' else 'updated' }}" } }
`
    const other = '[{"hosts": "all", "gather_facts": false, "tasks": [{"command": "true"}]}]'
    const env = { MIMAMORI_UPDATE_TEXTFILE: file }
    await runPlaybook({ directory, hosts: ['a', 'b'], playbook, env })
    await runPlaybook({ directory, hosts: ['温度"計'], playbook, env })
    const page = readFileSync(file, 'utf8')
    expect(page).toContain('mimamori_update_last_outcome{device="a",outcome="updated"} 1\n')
    expect(page).toContain('mimamori_update_last_outcome{device="b",outcome="failed"} 1\n')
    expect(page).toContain('mimamori_update_last_outcome{device="温度\\"計",outcome="updated"} 1\n')
    expect(page).not.toContain('mimamori_update_last_success_timestamp_seconds{device="b"}')
    const checked = spawnSync(promtool, ['check', 'metrics'], { input: page, encoding: 'utf8' })
    expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, '', ''])
    await runPlaybook({ directory, hosts: ['a'], playbook, env, args: ['--check'] })
    await runPlaybook({ directory, hosts: ['b'], playbook: other, env })
    expect(readFileSync(file, 'utf8')).toBe(page)
  })
})
