import { mkdirSync, writeFileSync } from 'node:fs'
import type { HostItem } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { readJsonFile } from '../../src/platform/files/json-file.ts'
import { deliveryRecord } from '../../src/report/collector/delivery-record.ts'
import { closeOrphans } from '../../src/run/close-orphans.ts'
import { loadSettings } from '../../src/settings/load-settings.ts'
import type { RunLogEntry } from '../../src/state/run-log.ts'
import type { RunResult } from '../../src/state/run-result.ts'
import { closedRuns } from '../../src/state/runs.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'
import { commandText } from '../../src/text/runner-text.ts'
import { planOf } from '../plan-of.ts'
import { startCollectorStandIn } from '../collector-stand-in.ts'

const run = '20260314-093000-0a1b2c'
const at = '2026-03-14T09:30:00.000Z'
const underWay: HostItem = { state: 'under_way', host: 'pi-01', at: '2026-03-14T09:31:00.000Z', attempt: 1, step: 'Switch' }

interface DeadRun {
  readonly records?: readonly RunLogEntry[]
  readonly events?: string
  readonly canaryEvents?: string
}

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`

/** Closes a run of three devices whose runner has died, and gives its result. */
const closed = async ({ records = [], events = '', canaryEvents = '' }: DeadRun) => {
  const collector = await startCollectorStandIn()
  const root = temporaryDirectory()
  const state = openStateDirectory(root, root)
  const files = state.run(run)
  mkdirSync(files.directory)
  writeFileSync(files.plan, lineOf(planOf(['pi-01', 'pi-02', 'pi-03'])))
  writeFileSync(files.log, records.map((record) => lineOf({ at, ...record })).join(''))
  writeFileSync(files.events, events)
  writeFileSync(files.canaryEvents, canaryEvents)
  deliveryRecord(files.undelivered).begin()
  writeFileSync(`${root}/token`, 'a token\n')
  const settings = loadSettings({
    env: { MIMAMORI_URL: collector.url, MIMAMORI_UPDATE_TOKEN_FILE: `${root}/token` }, text: commandText('en')
  })
  await closeOrphans({
    state, settings, clock: { nowMs: () => Date.parse('2026-03-14T12:00:00.000Z'), async sleep () {} },
    onSetAside: (reason) => { throw new Error(reason) }
  })
  // A device may discard what it stores for the run, such as a claim.
  expect(closedRuns(state)).toStrictEqual([run])
  return { result: readJsonFile<RunResult>(files.result)!, collector, isDelivered: deliveryRecord(files.undelivered).read() === undefined }
}

it('calls a device failed that was under way, by presumption, and others skipped: ' +
  'a result of which a power cut left half is none', async () => {
  const half = lineOf({ ...underWay, state: 'finished', outcome: 'updated', durationSeconds: 1 }).slice(0, -9)
  const { result } = await closed({ records: [{ type: 'batch', attempt: 1, hosts: ['pi-01'] }], events: lineOf(underWay) + half })
  expect(result).toMatchObject({ outcome: 'interrupted', endedAt: underWay.at, exitCode: 1 })
  expect(result.hosts.map(({ outcome, presumed }) => [outcome, presumed])).toStrictEqual([
    ['failed', true], ['skipped', true], ['skipped', true]
  ])
})

it('reports a run that died while it waited for its time to the collector, from start to end', async () => {
  const { collector, isDelivered } = await closed({ records: [{ type: 'held', reason: 'at', until: '2099-03-14T22:00:00.000Z' }] })
  expect(collector.received.map(({ path }) => path)).toStrictEqual(['/api/updates', `/api/updates/${run}/hosts`, `/api/updates/${run}/end`])
  expect(isDelivered).toBe(true)
})

it('calls a canary failed whose soak had not ended, with the revision that it runs', async () => {
  const updated = { ...underWay, state: 'finished', outcome: 'updated', durationSeconds: 1, update: true, toRevision: '2'.repeat(40) }
  const { result } = await closed({ events: lineOf({ ...underWay, step: 'soak' }), canaryEvents: lineOf(underWay) + lineOf(updated) })
  expect(result).toMatchObject({
    outcome: 'interrupted',
    hosts: [{ host: 'pi-01', outcome: 'failed', step: 'soak', toRevision: '2'.repeat(40) }, { outcome: 'skipped' }, { outcome: 'skipped' }]
  })
})

it('leaves a run its own outcome that had ended, and only not been reported', async () => {
  const events = ['pi-01', 'pi-02', 'pi-03'].map((host) => lineOf({
    ...underWay, host, state: 'finished', outcome: 'updated', durationSeconds: 1, update: true
  })).join('')
  expect(
    (await closed({ records: [{ type: 'ended', outcome: 'succeeded' }], events })).result
  ).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
})
