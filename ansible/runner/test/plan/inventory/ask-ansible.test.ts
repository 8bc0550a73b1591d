import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { askAnsible } from '../../../src/plan/inventory/ask-ansible.ts'

it('gives a reason, and no inventory, where something has printed among the JSON of ansible-inventory', async () => {
  const directory = temporaryDirectory()
  const program = join(directory, 'ansible-inventory')
  writeFileSync(program, "#!/bin/sh\necho 'ansible-inventory [core 2.19.0]' >&2\necho 'a plugin says hello'\necho '{}'\n")
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', `${directory}:${process.env.PATH}`)
  const answer = await askAnsible({
    inventory: '/etc/ansible/hosts.yml', ansibleDirectory: directory
  }).finally(() => { vi.unstubAllEnvs() })
  expect(answer).toEqual({
    version: '2.19.0', limited: { hosts: [], unmatched: [] }, ignored: [], reason: 'ansible-inventory --list gave no JSON'
  })
})
