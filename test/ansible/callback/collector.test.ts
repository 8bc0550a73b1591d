import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunHost, RunSummary } from '@mimamori/contract'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { askAsAdmin } from '../../simulator/admin-api.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'
import { startBetween } from './collector-between.ts'
import { deliverRest, spooled, startCollectorForUpdates, reportingTo } from './reporting.ts'

const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - name: Change
      ansible.builtin.command: "true"
    - name: Check
      ansible.builtin.command: "{{ 'false' if inventory_hostname == 'kiosk-2' else 'true' }}"
      changed_when: false
`
/** Of the start of a run. */
const runOf = (body: unknown): string => (body as { run: string }).run
const hosts = ['kiosk-1', 'kiosk-2', '温度計']

describeWith(ansiblePlaybook)('the callback and a real collector', () => {
  const ended = untilAllEnd()
  let parts: Awaited<ReturnType<typeof startCollectorForUpdates>>
  beforeAll(async () => { parts = await startCollectorForUpdates(join(temporaryDirectory(ended), 'data')) })
  afterAll(async () => { await parts.collector.stop() })

  const runs = async (): Promise<readonly RunSummary[]> => (await askAsAdmin<{ runs: RunSummary[] }>(parts.collector, '/api/updates')).runs
  const run = async (id: string): Promise<{ run: RunSummary, hosts: RunHost[] }> => await askAsAdmin(parts.collector, `/api/updates/${id}`)

  test('somebody’s playbook is a run of its own, with every host’s outcome', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween(parts.collector.origin)
    const { exitCode, output } = await runPlaybook({
      directory, hosts, playbook, env: { ...reportingTo(directory, between.url, parts.token), MIMAMORI_EVENTS_FILE: '' }
    })
    expect(exitCode).toBe(2)
    expect(output).not.toMatch(/refused|lost|nothing is reported/)
    await deliverRest(directory, between.url, parts.token)
    const requests = between.requests()
    const id = runOf(requests[0]!.body)
    const found = await run(id)
    expect(found.run)
      .toMatchObject({ origin: 'callback', playbook: 'site.yml', outcome: 'failed', counts: { total: 3, updated: 2, failed: 1 } })
    expect(found.hosts.map(({ host, outcome, step }) => ({ host, outcome, step }))).toEqual([
      { host: 'kiosk-1', outcome: 'updated', step: null }, {
        host: 'kiosk-2', outcome: 'failed', step: 'Check'
      }, { host: '温度計', outcome: 'updated', step: null }
    ])
    expect(requests[0]).toMatchObject({ path: '/api/updates', token: `Bearer ${parts.token}`, body: { hosts } })
    expect(requests.at(-1)).toMatchObject({ path: `/api/updates/${id}/end`, body: { outcome: 'failed', message: '1 failed' } })
  })

  test('in a run that another opens it reports hosts only; under the runner, which reads the events file, it sends nothing', async () => {
    const directory = temporaryDirectory()
    const id = '20260314-093000-0a1b2c'
    await askAsAdmin(
      parts.collector, '/api/updates',
      { run: id, origin: 'runner', startedAt: '2026-03-14T09:30:00.000Z', playbook: 'update_clients.yml', hosts }
    )
    const between = await startBetween(parts.collector.origin)
    const env = { ...reportingTo(directory, between.url, parts.token), MIMAMORI_RUN_ID: id, MIMAMORI_RUN_ATTEMPT: '2' }
    const { outcomes } = await runPlaybook({ directory, hosts, playbook, env })
    expect([outcomes, between.requests(), spooled(directory)])
      .toEqual([{ 'kiosk-1': 'updated', 'kiosk-2': 'failed', 温度計: 'updated' }, [], []])
    await runPlaybook({ directory, hosts, playbook, env: { ...env, MIMAMORI_EVENTS_FILE: '' } })
    await deliverRest(directory, between.url, parts.token)
    expect(new Set(between.requests().map(({ path }) => path))).toEqual(new Set([`/api/updates/${id}/hosts`]))
    const found = await run(id)
    expect(found.run.outcome).toBeNull()
    expect(found.hosts.map(({ outcome, attempt }) => [outcome, attempt])).toEqual([['updated', 2], ['failed', 2], ['updated', 2]])
  })

  test('what one run could not deliver the next delivers, oldest first', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween({ status: 503 })
    const env = reportingTo(directory, between.url, parts.token)
    const away = await runPlaybook({ directory, hosts, playbook, env })
    expect(away.exitCode).toBe(2)
    expect(away.output).toContain('kept in the spool')
    const kept = spooled(directory)
    expect(kept).toHaveLength(3)
    const id = runOf(between.requests()[0]!.body)
    between.setManner(parts.collector.origin)
    const sentBefore = between.requests().length
    // A slow machine may have no time for it in one run, nor for that run's own end.
    const left = () => spooled(directory).filter((name) => kept.includes(name))
    for (let round = 0; round < 5 && left().length > 0; round++) await runPlaybook({ directory, hosts: ['kiosk-1'], playbook, env })
    expect(left()).toEqual([])
    const delivered = between.requests().slice(sentBefore).filter(({ path, body }) => path.includes(id) || runOf(body) === id)
    // One that was on its way when a run ended comes twice.
    expect([...new Set(delivered.map(({ path }) => path.split('/').at(-1)))]).toEqual(['updates', 'hosts', 'end'])
    expect((await run(id)).run).toMatchObject({ outcome: 'failed', counts: { total: 3, updated: 2, failed: 1 } })
  })

  test('a playbook that matches no host is no success', async () => {
    const directory = temporaryDirectory()
    await runPlaybook({
      directory, hosts: ['a'], playbook: '[{"hosts": "nobody"}]', env: reportingTo(directory, parts.collector.origin.href, parts.token)
    })
    await deliverRest(directory, parts.collector.origin.href, parts.token)
    const [summary] = await runs()
    expect(summary).toMatchObject({ outcome: 'failed', message: 'no host matched', counts: { total: 0 } })
  })

  test('several playbooks of one command are runs of their own, and an earlier one’s failures are not counted again', async () => {
    const directory = temporaryDirectory()
    const before = await runs()
    const ignoring = playbook.replace("'false' if", "'true' if")
    await runPlaybook({
      directory, hosts: ['kiosk-2'], playbook: ignoring, env: reportingTo(directory, parts.collector.origin.href, parts.token),
      args: [join(directory, 'site.yml')]
    })
    await deliverRest(directory, parts.collector.origin.href, parts.token)
    // By their ids: those of one second are in no order of time.
    const added = (await runs()).filter(({ run: id }) => before.every((one) => one.run !== id))
    expect(added.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
    const hostsOf = await Promise.all(added.map(async ({ run: id }) => (await run(id)).hosts))
    expect(hostsOf.flat().map(({ tasks }) => tasks?.ok)).toEqual([2, 2])
  })
})
