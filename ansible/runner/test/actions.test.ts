import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { testServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

const archive = { release_name: 'signage', release_source: { type: 'archive', revision: 'v1' } }
const publish = (directory: string, revision: string): void => {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'agent.json'), JSON.stringify({ revision }))
}

it('stops upgrading agents at the first wave that fails: the others keep theirs, and nobody is brought the bad one later', async () => {
  const server = testServer({ env: { MIMAMORI_UPDATE_RETRIES: '0' } })
  const directory = server.file('agent')
  publish(directory, '0.2.0-bad')
  const hosts = Object.fromEntries(['a', 'b', 'c'].map((host) => [host, { ...archive, agent_directory: directory }]))
  server.file('inventory.json', JSON.stringify({ _meta: { hostvars: hosts }, clients: { hosts: Object.keys(hosts) } }))
  server.scenario({ hosts: { a: [{ outcome: 'rolled_back' }] } })
  const { exitCode, result } = await server.update('--what', 'agent')
  expect(exitCode).toBe(1)
  expect(result).toMatchObject({
    action: 'agent', release: 'mimamori-agent', revision: '0.2.0-bad', outcome: 'failed',
    hosts: [{ host: 'a', outcome: 'rolled_back' }, { host: 'b', outcome: 'skipped' }, { host: 'c', outcome: 'skipped' }]
  })
  expect(server.calls()).toMatchObject([{ playbook: 'agent.yml', hosts: ['a'] }])
  expect((await server.run('--queue')).stdout).toBe('No devices are waiting for an update.\n')

  // Once it is mended, the same command upgrades them all; who is off gets it later, and only this one.
  publish(directory, '0.2.1-good')
  server.scenario({ hosts: { b: [{ outcome: 'unreachable' }] } })
  expect((await server.update('--what', 'agent')).result.revision).toBe('0.2.1-good')
  expect((await server.run('--queue')).stdout).toMatch(/^b +mimamori-agent {2}0\.2\.1-good /m)
  // It waits for its release as well, and neither takes the place of the other.
  await server.update('--limit', 'b')
  expect((await server.run('--queue')).stdout.match(/^b /gm)).toHaveLength(2)
})

it('drops who waits for an agent that was replaced on the server before the device came back', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ env: { MIMAMORI_UPDATE_RETRIES: '0', MIMAMORI_URL: collector.url } })
  const directory = server.file('agent')
  publish(directory, '0.2.0-abc')
  const hosts = { a: { agent_directory: directory }, b: { agent_directory: directory } }
  server.file('inventory.json', JSON.stringify({ _meta: { hostvars: hosts }, clients: { hosts: ['a', 'b'] } }))
  server.scenario({ hosts: { b: [{ outcome: 'unreachable' }] } })
  await server.update('--what', 'agent')
  collector.clients.push({ clientId: 'b', state: 'active', freshness: 'fresh', lastSeen: new Date(Date.now() + 60_000).toISOString() })
  publish(directory, '0.3.0-def')
  expect(await server.run('--catch-up', '--yes')).toMatchObject({
    exitCode: 0, stdout: expect.stringContaining('Waited for an agent that is no longer published, so removed from the queue: b.') as string
  })
  expect((await server.run('--queue')).stdout).toBe('No devices are waiting for an update.\n')
})

it('plans to go back to an agent that no device is known to have had, and says so: the devices may have kept it', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  const directory = server.file('agent')
  publish(directory, '0.2.0-abc')
  server.file('inventory.json', JSON.stringify({ _meta: { hostvars: { a: { agent_directory: directory } } }, clients: { hosts: ['a'] } }))
  collector.clients.push({
    clientId: 'a', state: 'active', freshness: 'fresh', lastSeen: new Date().toISOString(), releases: { 'mimamori-agent': '0.2.0-abc' }
  })
  const { exitCode, stdout, stderr } = await server.run('--plan', '--what', 'agent', '--revision', '0.1.0-old')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toContain(
    '\nNo device is known to have had the agent “0.1.0-old”; one that has not kept it fails, and stays as it is. Published: 0.2.0-abc.'
  )
})

it('restarts and reboots in waves, needs no proof of a reboot, says what was done, and marks the run as what it is', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ hosts: { a: archive, b: archive }, env: { MIMAMORI_UPDATE_RETRIES: '0', MIMAMORI_URL: collector.url } })
  const noRelease = [{ noRelease: true }] as const
  server.scenario({ hosts: { a: noRelease, b: [{ outcome: 'unreachable', noRelease: true }] } })
  await server.run('--pin', 'a')
  const reboot = await server.run('--yes', '--what', 'reboot')
  expect(reboot).toMatchObject({ exitCode: 3 })
  expect(reboot.stdout).toContain('\nReboots the devices\n')
  expect(reboot.stdout).toMatch(/^a +rebooted /m)
  expect(reboot.stdout).toContain('1 rebooted, 1 unreachable')
  expect(reboot.stdout).not.toContain('queue')
  expect(JSON.parse((await server.run('--queue', '--json')).stdout)).toMatchObject({ waiting: [] })
  expect(
    collector.received.find(({ path }) => path === '/api/updates')!.body
  ).toMatchObject({ action: 'reboot', playbook: 'playbooks/reboot.yml' })
  expect(collector.items().filter(({ state }) => state === 'finished').some(({ update }) => update)).toBe(false)

  // The callback says nothing of updates where services are restarted, only whether they run again.
  server.scenario({
    hosts: { a: [{ outcome: 'unchanged', noRelease: true }], b: [{ outcome: 'failed', noRelease: true, message: 'it does not answer' }] }
  })
  const restart = await server.run('--yes', '--what', 'restart')
  expect(restart.stdout).toMatch(/^a +restarted /m)
  expect(restart.stdout).toMatch(/^b +failed /m)
  expect(server.calls().map(({ playbook }) => playbook)).toEqual([
    'reboot.yml', 'reboot.yml', 'restart_services.yml', 'restart_services.yml'
  ])
  expect(await server.run('--yes', '--what', 'reboot', '--revision', 'v1')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('--what reboot and --revision') as string
  })
})
