import { basename } from 'node:path'
import { expect, it, vi } from 'vitest'
import { until } from '../../../collector/test/until.ts'
import { startCollectorStandIn } from './collector-stand-in.ts'
import type { RunResult } from '../src/state/run-result.ts'
import { testServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

it('watches the canary with --soak by the checks of its release, which are reported to nobody, and stops where they fail', async () => {
  const [before, refused] = ['1'.repeat(40), '2'.repeat(40)]
  const finding = 'the canary pi-01 no longer passes its checks: signage.service is not active'
  const collector = await startCollectorStandIn()
  const server = testServer({
    hosts: { 'pi-01': { release_name: 'signage' }, 'pi-02': {}, 'pi-03': {} },
    scenario: { hosts: { 'pi-01': [{ fromRevision: before, toRevision: refused }] }, health: { 'pi-01': 'signage.service is not active' } },
    env: { MIMAMORI_URL: collector.url }
  })
  const { exitCode, result } = await server.update('--soak', '30')
  expect(exitCode).toBe(1)
  expect(result.message).toBe(finding)
  expect(result.hosts.map(({ outcome }) => outcome)).toStrictEqual(['rolled_back', 'skipped', 'skipped'])
  expect(result.hosts[0]).toMatchObject({
    fromRevision: before, toRevision: before, message: `${finding}. Taken back to ${before.slice(0, 12)}.`
  })
  expect(server.calls()).toMatchObject([
    { playbook: 'playbook.yml' }, { playbook: 'health_check.yml', hosts: ['pi-01'] },
    { playbook: 'rollback.yml', hosts: ['pi-01'], variables: { release_revision: before } }
  ])
  expect(server.calls().map(({ eventsFile }) => basename(eventsFile))).toStrictEqual([
    'canary-events.jsonl', 'soak-events.jsonl', 'rollback-1-events.jsonl'
  ])
  const ofCanary = collector.items().filter(({ host }) => host === 'pi-01')
  expect(ofCanary.at(-1)).toMatchObject({ outcome: 'rolled_back', step: 'soak' })
  expect(ofCanary.slice(0, -1).map(({ state }) => state)).not.toContain('finished')
})

it('refuses a revision that a canary has refused, in later runs and the retry, unless it is named; ' +
  'a retry keeps the conditions of its run', async () => {
  const of = { release_name: 'signage', release_source: { type: 'archive', revision: '2.0' } }
  const server = testServer({
    hosts: { 'pi-01': of, 'pi-02': of, 'pi-03': of },
    scenario: { hosts: { 'pi-01': [{ fromRevision: '1.0', toRevision: '2.0' }] }, health: { 'pi-01': 'signage.service is not active' } }
  })
  const hour = new Date().getHours()
  const window = [hour, (hour + 2) % 24].map((one) => `${String(one).padStart(2, '0')}:00`).join('-')
  const { result: { run } } = await server.update('--soak', '30', '--max-failures', '3', '--wave', '100', '--window', window)
  const refusal = { exitCode: 2, stderr: expect.stringMatching(
    /2\.0 was refused by the canary pi-01 in run .*: .*signage\.service is not active.*--force 2\.0$/m
  ) as string }
  for (const argv of [
    [], ['--force'], ['--only-failed', run], ['--resume', run]
  ]) expect(await server.run('--yes', ...argv)).toMatchObject(refusal)
  expect((await server.run('--status')).stdout).toContain(`--only-failed ${run} --force 2.0`)
  const { stdout } = await server.run('--plan', '--json', '--only-failed', run, '--force', '2.0')
  expect(JSON.parse(stdout)).toMatchObject({
    hosts: [{ host: 'pi-01' }, { host: 'pi-02' }, { host: 'pi-03' }], canary: 1, waveSize: 2, maxFailures: 3, soakMinutes: 30,
    window: { from: hour * 60, to: (hour + 2) % 24 * 60 }, variables: { release_force: true, release_refuse_older: true }
  })
  // Nobody watches the canary of this one, so that it ends at once.
  expect((await server.update('--force', '2.0')).exitCode).toBe(0)
  expect((await server.update('--check')).exitCode).toBe(0)
  expect((await server.run('--yes')).exitCode).toBe(0)
})

it('takes no device back to an older revision in a retry, unless its own name is typed', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-01': [{ outcome: 'failed' }] } } })
  const { result: { run } } = await server.update('--check')
  const planned = async (...argv: readonly string[]): Promise<unknown> => JSON.parse((await server.run('--plan', '--json', ...argv)).stdout)
  expect(await planned('--only-failed', run)).toMatchObject({ check: true, variables: { release_refuse_older: true } })
  expect(await planned('--only-failed', run, '--limit', 'pi-01')).toMatchObject({
    variables: { release_named_hosts: ['pi-01'], release_refuse_older: '{{ inventory_hostname not in release_named_hosts }}' }
  })
  expect(await planned('--only-failed', run, '--revision', 'v1')).not.toMatchObject({ variables: { release_refuse_older: true } })
})

it('shows a canary as in progress until its soak has ended; ends a soak whose look hangs, with that look, when the run is cancelled, ' +
  'takes the canary back, and continues with it', async () => {
  const [before, unconfirmed] = ['1'.repeat(40), '2'.repeat(40)]
  const collector = await startCollectorStandIn()
  const server = testServer({ hosts: { 'pi-01': { release_name: 'signage' }, 'pi-02': {} }, env: { MIMAMORI_URL: collector.url } })
  server.scenario({ hosts: { 'pi-01': [{ fromRevision: before, toRevision: unconfirmed }] }, healthWaitsFor: server.file('never') })
  const started = server.start('--yes', '--json', '--soak', '30')
  const look = await until('the look', () => server.calls().find(({ playbook }) => playbook === 'health_check.yml'))
  expect(server.lines(server.runs()[0]!, 'events.jsonl').at(-1)).toMatchObject({
    host: 'pi-01', state: 'under_way', step: expect.stringMatching(/soak/)
  })
  await server.run('--cancel', server.runs()[0]!)
  const result = JSON.parse((await started.ended).stdout) as RunResult
  expect(result).toMatchObject({
    outcome: 'cancelled',
    hosts: [
      { outcome: 'rolled_back', toRevision: before, message: expect.stringMatching(/^cancelled by .* Taken back to 1+\.$/) },
      { outcome: 'skipped' }
    ]
  })
  expect(result.warnings.join()).not.toContain('health_check.yml')
  expect(collector.items()).not.toContainEqual(expect.objectContaining({ outcome: 'updated' }))
  // Nothing was found about the revision, so nobody has to name it.
  const resumed = await server.run('--plan', '--json', '--resume', result.run)
  expect(JSON.parse(resumed.stdout)).toMatchObject({ hosts: [{ host: 'pi-01' }, { host: 'pi-02' }], canary: 1, soakMinutes: 30 })
  expect(() => process.kill(look.pid, 0)).toThrow('ESRCH')
})

it('says a run that waits for its time, and ends it untouched where it is cancelled', async () => {
  const server = testServer()
  const started = server.start('--yes', '--at', '2099-03-14 22:00', '--window', '22:00-05:00')
  await until('the wait', () => started.stdout().includes('waiting until 2099-03-14 22:00'))
  expect(started.stdout()).toMatch(/^Starts at 2099-03-14 22:00 \(server time\)$/m)
  expect(started.stdout()).toMatch(/^Starts devices only from 22:00 to 05:00/m)
  expect((await server.run('--status')).stdout).toContain('waiting until 2099-03-14 22:00')
  await server.run('--cancel', server.runs()[0]!)
  const { exitCode, stdout } = await started.ended
  expect(exitCode).toBe(1)
  expect(stdout).toContain('cancelled by')
  expect(stdout).not.toContain('output of Ansible')
  expect(server.calls()).toStrictEqual([])
})

it('refuses a time that is over, and a soak without a canary, with all other mistakes at once', async () => {
  const server = testServer()
  const past = await server.run('--yes', '--at', '2020-01-01 00:00')
  expect(past.exitCode).toBe(2)
  expect(past.stderr).toMatch(/--at: expected a time to come, got 2020-01-01 00:00; the server’s clock shows \d{4}-/)
  const both = await server.run('--yes', '--soak', '30', '--canary', '0', '--at', '2020-01-01 00:00', '--limit', 'pi-44')
  for (const mistake of [
    '--soak: expected a canary to watch', '--at: expected a time to come', 'pi-44'
  ]) expect(both.stderr).toContain(mistake)
})

it('lets nothing wait for a time of a clock that the collector does not trust', async () => {
  const collector = await startCollectorStandIn()
  collector.reasons.push({ code: 'CLOCK_UNTRUSTED', message: 'check the time' })
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  const { exitCode, stderr } = await server.run('--yes', '--window', '22:00-05:00')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--at and --window need the server’s clock to be right, which is not certain: check the time')
  expect(server.runs()).toStrictEqual([])
})
