import { expect, it } from 'vitest'
import type { Plan } from '../src/plan/plan.ts'
import { playbookCommand } from '../src/run/playbook/playbook-command.ts'

const command = (hosts: number, check = false) => playbookCommand({
  plan: { run: '20260314-093000-0a1b2c', inventory: '/inventory', playbook: '/playbook.yml', check } as Plan,
  settings: { forks: 20, deadlineSeconds: 3600, collectorUrl: 'http://collector', tokenFile: '/token', caFile: undefined },
  state: { root: '/state' },
  attempt: 2, eventsFile: '/state/events.jsonl', batch: { hosts, limitFile: '/limit', variablesFile: '/vars.json' },
  ansibleDirectory: '/ansible'
})

it('starts one ansible-playbook over the hosts of a file, ended at its deadline even without us', () => {
  expect(command(3)).toMatchObject({
    argv: [
      'timeout', '--signal=TERM', '--kill-after=60', '3600', 'ansible-playbook', '-i', '/inventory', '/playbook.yml', '--limit',
      '@/limit', '--extra-vars', '@/vars.json', '--forks', '3'
    ],
    cwd: '/ansible',
    env: {
      MIMAMORI_RUN_ID: '20260314-093000-0a1b2c', MIMAMORI_RUN_ATTEMPT: '2', MIMAMORI_EVENTS_FILE: '/state/events.jsonl',
      MIMAMORI_URL: 'http://collector', MIMAMORI_UPDATE_TOKEN_FILE: '/token'
    }
  })
})

it('gives devices that wait for a fork their own time', () => {
  expect(command(41).argv.slice(3, 4)).toStrictEqual(['10800'])
})

it('adds Ansible’s check mode, in which the inventory is asked for as ever', () => {
  const { argv, env } = command(1, true)
  expect(argv.slice(-2)).toStrictEqual(['--check', '--diff'])
  expect(env).toStrictEqual(command(1).env)
})
