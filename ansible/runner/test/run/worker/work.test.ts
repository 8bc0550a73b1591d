import { mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, expect, it, vi } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { systemClock, type RunnerClock } from '../../../src/platform/clock.ts'
import { loadSettings } from '../../../src/settings/load-settings.ts'
import { openStateDirectory } from '../../../src/state/state-directory.ts'
import { commandText } from '../../../src/text/runner-text.ts'
import { work } from '../../../src/run/worker/work.ts'
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
