import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { loopbackServer } from '../../../../../collector/test/loopback-server.ts'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { createHostStates } from '../../../src/state/host-states.ts'
import { ansibleDirectory } from '../../../src/platform/paths.ts'
import { canaryWatch } from '../../../src/run/canary/canary-watch.ts'
import { restartedTask } from '../../../src/run/canary/health-check.ts'
import type { Check } from '../../../src/run/canary/soak.ts'
import { loadSettings } from '../../../src/settings/load-settings.ts'
import { openStateDirectory } from '../../../src/state/state-directory.ts'
import { commandText, runText } from '../../../src/text/runner-text.ts'
import type { Scenario } from '../../fixtures/ansible-playbook.ts'
import { startCollectorStandIn } from '../../collector-stand-in.ts'
import { planOf } from '../../plan-of.ts'
import { testServer } from '../../server.ts'

const startedAt = '2026-03-14T09:30:00.000Z'
const never = new AbortController().signal

const device = (clientId: string, freshness: string) => ({ clientId, state: 'active', freshness, reason: null, lastSeen: startedAt })

/** An Alertmanager in which these alerts fire; leaves out everything else of it. */
const startAlertmanager = (alerts: readonly object[]): Promise<string> => loopbackServer((_request, _body, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(alerts))
}, onTestFinished)

/** The watch of a run over these hosts, of which those in `updatedTo` have got a revision. */
const watch = (
  { hosts, updatedTo = {}, url, alertmanager }: {
    readonly hosts: Parameters<typeof planOf>[0]
    readonly updatedTo?: Readonly<Record<string, string>>
    readonly url: string
    readonly alertmanager?: string
  }
) => {
  const server = testServer()
  for (const name of ['PATH', 'MIMAMORI_TEST_SCENARIO']) vi.stubEnv(name, server.environment[name])
  const root = temporaryDirectory()
  const state = openStateDirectory(root, root)
  const plan = planOf(hosts, { inventory: server.file('inventory.json') })
  mkdirSync(state.run(plan.run).directory)
  const settings = loadSettings({
    env: {
      MIMAMORI_URL: url, MIMAMORI_UPDATE_TOKEN_FILE: server.file('token'),
      ...alertmanager !== undefined && { MIMAMORI_ALERTMANAGER_URL: alertmanager }
    }, text: commandText('en')
  })
  const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
  for (const [host, toRevision] of Object.entries(updatedTo)) hostStates.take({
    state: 'finished', host, at: startedAt, attempt: 1, outcome: 'updated', durationSeconds: 1, update: true, toRevision
  })
  const warnings: string[] = []
  const checks = canaryWatch({
    work: { plan, settings, state, ansibleDirectory, lock: 0 }, run: { hostStates, canaries: createHostStates([]) }, text: runText('en'),
    warn: (message) => { warnings.push(message) }
  })
  const findings = (): Promise<(string | undefined)[]> =>
    Promise.all(checks.map((look: Check) => look(plan.hosts.map(({ host }) => host), never).then((finding) => finding?.message)))
  const checked = (): string[][] => server.calls().map((call) => [call.playbook, ...call.hosts])
  return { checks, findings, warnings, checked, scenario: server.scenario }
}

afterEach(() => { vi.unstubAllEnvs() })

it('misses the reports only of devices that were online when the run was planned', async () => {
  const collector = await startCollectorStandIn()
  collector.clients.push(device('pi-01', 'late'), device('pi-02', 'late'))
  const reported = watch({ hosts: [{ host: 'pi-01', connection: 'late' }, { host: 'pi-02', connection: 'fresh' }], url: collector.url })
  expect(await reported.findings()).toStrictEqual(['the canary pi-02 has stopped reporting since its update', undefined])
  expect(reported.warnings).toStrictEqual([])
})

it('asks an Alertmanager that is set for alerts since the run began', async () => {
  const collector = await startCollectorStandIn()
  const alerts = ['2026-03-14T09:29:59.000Z', startedAt].map((startsAt, index) => ({
    labels: { device: 'pi-01', alertname: `Alert${index + 1}`, severity: 'warning' }, startsAt
  }))
  const watched = watch({ hosts: [{ host: 'pi-01' }], url: collector.url, alertmanager: await startAlertmanager(alerts) })
  expect(await watched.findings()).toStrictEqual([undefined, 'the canary pi-01 has an alert since its update: Alert2', undefined])
})

it('checks the releases only of devices that the inventory gives one and that have got a revision of it', async () => {
  const collector = await startCollectorStandIn()
  const hosts = [{ host: 'pi-01', release: 'signage' }, { host: 'pi-02', release: 'signage' }, { host: 'pi-03' }]
  const watched = watch({ hosts, updatedTo: { 'pi-01': 'v2', 'pi-03': 'v2' }, url: collector.url })
  watched.scenario({ health: { 'pi-01': 'signage.service is not active' } })
  expect(await watched.findings()).toStrictEqual([undefined, 'the canary pi-01 no longer passes its checks: signage.service is not active'])
  expect(watched.checked()).toStrictEqual([['health_check.yml', 'pi-01']])
})

it.each<[string, Scenario, string]>([
  ['cannot be reached', { health: { 'pi-01': { outcome: 'unreachable' } } }, 'could not be reached while it was watched'],
  ['hangs', { health: { 'pi-01': { outcome: 'skipped' } }, exitCode: 124 }, 'could not be reached while it was watched'],
  [
    'is another machine by its host key', { health: { 'pi-01': { outcome: 'failed', step: 'preflight' } } },
    'could not be reached while it was watched'
  ],
  [
    'has restarted', { health: { 'pi-01': { outcome: 'failed', step: `mimamori.fleet.release : ${restartedTask}` } } },
    'has restarted while it was watched'
  ]
])('does not take it for a finding about the version that a canary %s', async (_what, scenario, said) => {
  const collector = await startCollectorStandIn()
  const watched = watch({ hosts: [{ host: 'pi-01', release: 'signage' }], updatedTo: { 'pi-01': 'v2' }, url: collector.url })
  watched.scenario(scenario)
  expect(await watched.checks.at(-1)!(['pi-01'], never)).toStrictEqual({ host: 'pi-01', message: `the canary pi-01 ${said}`, isAway: true })
  expect(readFileSync(join(ansibleDirectory, 'roles/release/tasks/health.yml'), 'utf8')).toContain(`- name: ${restartedTask}\n`)
})

it('finds nothing where nobody answers, and says once of each that it could not look', async () => {
  // Nothing listens there: port 9 is discard's.
  const nobody = 'http://127.0.0.1:9'
  const watched = watch({ hosts: [{ host: 'pi-01', connection: 'fresh' }], url: nobody, alertmanager: nobody })
  expect([await watched.findings(), await watched.findings()]).toStrictEqual([
    [undefined, undefined, undefined], [undefined, undefined, undefined]
  ])
  expect(watched.warnings).toStrictEqual([
    expect.stringMatching(/^the canary could not be fully watched/), expect.stringMatching(/^the canary could not be fully watched/)
  ])
})
