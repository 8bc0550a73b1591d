import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { systemClock, type RunnerClock } from '../../../src/platform/clock.ts'
import { loadSettings } from '../../../src/settings/load-settings.ts'
import { openStateDirectory } from '../../../src/state/state-directory.ts'
import { runResultLines } from '../../../src/cli/display/run-result-lines.ts'
import { commandText, runText } from '../../../src/text/runner-text.ts'
import { work } from '../../../src/run/worker/work.ts'
import type { ScenarioStep } from '../../fixtures/ansible-playbook.ts'
import { planOf } from '../../plan-of.ts'
import { startCollectorStandIn, type CollectorStandIn } from '../../collector-stand-in.ts'
import { testServer } from '../../server.ts'

const settingsFor = (collectorUrl: string, tokenFile: string, more: Record<string, string> = {}) =>
  loadSettings({ env: { MIMAMORI_URL: collectorUrl, MIMAMORI_UPDATE_TOKEN_FILE: tokenFile, ...more }, text: commandText('en') })

/** While somebody waits by it, a device is paused and switched off. */
const clockDuringWhich = (collector: CollectorStandIn, clientId: string): RunnerClock => {
  let nowMs = Date.parse('2026-03-14T09:00:00.000Z')
  return {
    nowMs: () => nowMs,
    async sleep (ms) {
      nowMs += ms
      collector.clients.splice(0, 1, { clientId, state: 'paused', freshness: 'silent', lastSeen: null })
    }
  }
}

afterEach(() => { vi.unstubAllEnvs() })

it('asks again how its devices are once it has waited for its time', async () => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const settings = settingsFor(collector.url, testServer().file('token'))
  const plan = planOf(['pi-01'], { notBefore: '2026-03-14T22:00:00.000Z' })
  const result = await work({
    plan, settings, state: openStateDirectory(root, root), clock: clockDuringWhich(collector, 'pi-01'), ansibleDirectory: root, lock: 0
  })
  expect(result).toMatchObject({
    outcome: 'succeeded', exitCode: 0, hosts: [{ host: 'pi-01', outcome: 'skipped', message: 'paused, and not reporting' }]
  })
})

it('asks again once it has watched its canary: who was paused and switched off meanwhile is skipped, is reported as such, and makes it ' +
  'no failure', async () => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const { environment, file, calls } = testServer()
  for (const name of ['PATH', 'MIMAMORI_TEST_SCENARIO']) vi.stubEnv(name, environment[name])
  const settings = settingsFor(collector.url, file('token'))
  const plan = planOf(['pi-01', 'pi-02'], { soakMinutes: 1, inventory: file('inventory.json'), playbook: file('playbook.yml') })
  const result = await work({
    plan, settings, state: openStateDirectory(root, root), clock: clockDuringWhich(collector, 'pi-02'), ansibleDirectory: root, lock: 0
  })
  expect(calls().map(({ hosts }) => hosts)).toStrictEqual([['pi-01']])
  expect(result).toMatchObject({
    outcome: 'succeeded', exitCode: 0,
    hosts: [{ host: 'pi-01', outcome: 'updated' }, { host: 'pi-02', outcome: 'skipped', message: 'paused, and not reporting' }]
  })
  expect(collector.items()).toContainEqual(expect.objectContaining({ host: 'pi-02', outcome: 'skipped' }))
})

it('refuses no version for a canary whose power or network went while it was watched: nobody else gets it, and the run may be repeated', async () => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const { environment, file, scenario } = testServer()
  for (const name of ['PATH', 'MIMAMORI_TEST_SCENARIO']) vi.stubEnv(name, environment[name])
  const state = openStateDirectory(root, root)
  const hosts = ['pi-01', 'pi-02'].map((host) => ({ host, release: 'signage', revision: 'v2' }))
  const plan = planOf(hosts, { soakMinutes: 3, inventory: file('inventory.json'), playbook: file('playbook.yml') })
  const settings = settingsFor(collector.url, file('token'))
  const clock: RunnerClock = { ...systemClock, async sleep () { await setImmediate() } }
  const gone = { outcome: 'unreachable', message: 'No route to host' } as const
  scenario({ hosts: { 'pi-01': [{ fromRevision: 'v1', toRevision: 'v2' }] }, health: { 'pi-01': gone }, rollback: { 'pi-01': gone } })
  const result = await work({ plan, settings, state, clock, ansibleDirectory: root, lock: 0 })
  const said = 'the canary pi-01 could not be reached while it was watched; that is no finding about the version, so the same update can ' +
    'be run again'
  expect(result).toMatchObject({
    outcome: 'interrupted', exitCode: 1, message: said,
    hosts: [
      { host: 'pi-01', outcome: 'failed', step: 'soak', message: `${said}. It could not be taken back: No route to host` },
      { host: 'pi-02', outcome: 'skipped' }
    ]
  })
  expect(existsSync(state.refusals)).toBe(false)
  expect(runResultLines(result, runText('en'), undefined).join('\n')).not.toContain('--force')

  scenario({ hosts: { 'pi-01': [{ fromRevision: 'v1', toRevision: 'v2' }] }, health: { 'pi-01': 'it does not answer' } })
  await work({ plan: { ...plan, run: '20260314-094000-0a1b2c' }, settings, state, clock, ansibleDirectory: root, lock: 0 })
  expect(existsSync(state.refusals)).toBe(true)
})

it('refuses an agent whose canary no longer reports only where that canary still answers', async () => {
  const collector = await startCollectorStandIn()
  collector.clients.push({ clientId: 'pi-01', state: 'active', freshness: 'late', lastSeen: null })
  const { environment, file, scenario } = testServer()
  for (const name of ['PATH', 'MIMAMORI_TEST_SCENARIO']) vi.stubEnv(name, environment[name])
  const outcomeWith = async (ping: ScenarioStep) => {
    const root = temporaryDirectory()
    const state = openStateDirectory(root, root)
    const plan = planOf([{ host: 'pi-01', connection: 'fresh' }], {
      action: 'agent', release: 'mimamori-agent', soakMinutes: 3, inventory: file('inventory.json'), playbook: file('playbook.yml')
    })
    scenario({ hosts: { 'pi-01': [{ fromRevision: 'v1', toRevision: 'v2' }] }, ping: { 'pi-01': ping } })
    const clock: RunnerClock = { ...systemClock, async sleep () { await setImmediate() } }
    const { outcome } = await work({
      plan, settings: settingsFor(collector.url, file('token')), state, clock, ansibleDirectory: root, lock: 0
    })
    return [outcome, existsSync(state.refusals)]
  }
  expect(await outcomeWith({ outcome: 'unchanged' })).toStrictEqual(['failed', true])
  expect(await outcomeWith({ outcome: 'unreachable' })).toStrictEqual(['interrupted', false])
})

it('hands a dead run to the devices also if no more runs are stored than the one that closes it', async () => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const { environment, file, calls } = testServer()
  for (const name of ['PATH', 'MIMAMORI_TEST_SCENARIO']) vi.stubEnv(name, environment[name])
  const state = openStateDirectory(root, root)
  const dead = planOf(['pi-01'], { run: '20260314-080000-000001', startedAt: '2026-03-14T08:00:00.000Z' })
  mkdirSync(state.run(dead.run).directory)
  writeFileSync(state.run(dead.run).plan, JSON.stringify(dead))
  const settings = settingsFor(collector.url, file('token'), { MIMAMORI_UPDATE_KEEP_RUNS: '1' })
  const plan = planOf(['pi-01'], { inventory: file('inventory.json'), playbook: file('playbook.yml') })
  await work({ plan, settings, state, clock: systemClock, ansibleDirectory: root, lock: 0 })
  expect(state.runs()).toStrictEqual([plan.run])
  expect(calls()[0]?.closedRuns).toStrictEqual([dead.run])
})
