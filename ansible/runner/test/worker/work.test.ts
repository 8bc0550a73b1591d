import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import type { Clock } from '../../src/clock.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { loadSettings } from '../../src/settings/load-settings.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'
import { commandText } from '../../src/text/runner-text.ts'
import { work } from '../../src/worker/work.ts'
import { startCollectorStandIn } from '../collector-stand-in.ts'
import { testServer } from '../server.ts'

it('asks again how its devices are once it has waited for its time', async () => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const { environment } = testServer({ env: { MIMAMORI_URL: collector.url } })
  const settings = loadSettings({ env: { MIMAMORI_URL: collector.url, MIMAMORI_UPDATE_TOKEN_FILE: environment.MIMAMORI_UPDATE_TOKEN_FILE }, text: commandText('en') })
  let nowMs = Date.parse('2026-03-14T09:00:00.000Z')
  // While the run waits, somebody pauses its only device and switches it off.
  const clock: Clock = {
    now: () => nowMs,
    async pause (ms) {
      nowMs += ms
      collector.clients.splice(0, 1, { clientId: 'pi-01', state: 'paused', freshness: 'silent', lastSeen: null })
    }
  }
  const plan: Plan = {
    run: '20260314-090000-000001', startedAt: '2026-03-14T09:00:00.000Z', notBefore: '2026-03-14T22:00:00.000Z', by: 'aiko', language: 'en', check: false, isWholeFleet: false,
    inventory: '', playbook: '', variables: {}, hosts: [{ host: 'pi-01', connection: 'fresh', profile: 'default' }], canary: 1, waveSize: 1
  }
  const result = await work({ plan, settings, state: openStateDirectory(root, root), clock, ansibleDirectory: root, lock: 0 })
  expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0, hosts: [{ host: 'pi-01', outcome: 'skipped', message: 'paused, and not reporting' }] })
})
