import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { maxReleases, type HostOutcome, type RunHost } from '@mimamori/contract'
import { mainDatabase } from '../../src/main-database.ts'
import { migrate } from '../../src/platform/storage/open-database.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, run, start } from './update-messages.ts'
import { arrangeUpdatedDevice } from './updated-device.ts'

describe('the releases of a device', () => {
  const agentRun = '20261125-085900-0a1b2c'
  const agentIs = async (
    { updates, clock }: Pick<Awaited<ReturnType<typeof arrangeUpdatedDevice>>, 'updates' | 'clock'>,
    outcome: HostOutcome
  ) => {
    clock.advance(1)
    await updates.start(start({ run: agentRun, origin: 'callback', playbook: 'agent.yml', release: undefined }))
    await updates.report(
      agentRun,
      [finished('pi-1', outcome, { at: at(-10), releases: [{ name: 'mimamori-agent', outcome, toRevision: '0.1.0' }] })],
      { requestId: 'r' }
    )
  }

  it('have an outcome each: a good upgrade of the agent ends no failure of an application, nor the other way round, also after a restart', async () => {
    const directory = temporaryDirectory()
    const { close, ...before } = await arrangeUpdatedDevice(directory)
    await before.report(finished('pi-1', 'failed', { releases: [{ name: 'kiosk', outcome: 'failed', fromRevision: 'v1' }] }))
    await agentIs(before, 'updated')
    await close()
    const { status, series, report, details } = await arrangeUpdatedDevice(directory)
    expect(await status()).toMatchObject({
      lastUpdate: { run, release: 'kiosk', outcome: 'failed', fromRevision: 'v1', toRevision: null },
      lastAgentUpdate: { run: agentRun, release: 'mimamori-agent', outcome: 'updated', toRevision: '0.1.0' }
    })
    const holds = async () =>
      (await series('last_outcome'))
        .filter((line) => line.endsWith(' 1'))
        .map((line) => /release="(.*?)".*outcome="(.*?)"/.exec(line)?.slice(1))
    expect(await holds()).toEqual([
      ['kiosk', 'failed'],
      ['mimamori-agent', 'updated']
    ])
    await report(finished('pi-1', 'updated', { attempt: 2, releases: [{ name: 'kiosk', outcome: 'updated' }] }))
    expect(await holds()).toEqual([
      ['kiosk', 'updated'],
      ['mimamori-agent', 'updated']
    ])
    expect((await details()).lastUpdates.map(({ release, outcome }) => [release, outcome])).toEqual([
      ['kiosk', 'updated'],
      ['mimamori-agent', 'updated']
    ])
  })

  it('are shown by one that has failed, though another application was updated after it', async () => {
    const { report, status } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'rolled_back', { at: at(-240), releases: [{ name: 'kiosk', outcome: 'rolled_back' }] }))
    await report(finished('pi-1', 'updated', { attempt: 2, at: at(-100), releases: [{ name: 'sensor', outcome: 'updated' }] }))
    expect((await status()).lastUpdate).toMatchObject({ release: 'kiosk', outcome: 'rolled_back' })
    await report(
      finished('pi-1', 'updated', {
        attempt: 3,
        at: at(-50),
        releases: [
          { name: 'kiosk', outcome: 'updated' },
          { name: 'panel', outcome: 'skipped' }
        ]
      })
    )
    expect((await status()).lastUpdate).toMatchObject({ release: 'kiosk', outcome: 'updated', at: at(-50) })
  })

  it('each have what one item says of several, which the run shows, too', async () => {
    const { report, series, asAdmin } = await arrangeUpdatedDevice()
    const releases = [
      { name: 'kiosk', outcome: 'updated', fromRevision: 'v1', toRevision: 'v2' },
      { name: 'sensor', outcome: 'failed' }
    ] as const
    await report(finished('pi-1', 'updated', { releases: [releases[0]] }))
    await report(finished('pi-1', 'failed', { releases: [...releases] }))
    expect(await series('last_success_timestamp_seconds')).toEqual([expect.stringContaining('release="kiosk"')])
    const shown = (await asAdmin({ url: `/api/updates/${run}` })).json<{ hosts: RunHost[] }>().hosts
    expect(shown.find(({ host }) => host === 'pi-1')).toMatchObject({ outcome: 'failed', releases })
  })

  it('are named by the run where an item names none, and by nobody where neither does', async () => {
    const { report, updates, clock } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'failed'))
    expect(updates.device('pi-1').last).toMatchObject({ release: 'kiosk' })
    const unnamed = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: unnamed, release: undefined }))
    await updates.report(unnamed, [finished('pi-1', 'rolled_back', { at: at(-10) })], { requestId: 'r' })
    expect(updates.device('pi-1').all?.map(({ release, outcome }) => [release, outcome])).toEqual([
      ['', 'rolled_back'],
      ['kiosk', 'failed']
    ])
    // It may have been any application, so the next one that is named ends it.
    const later = '20261125-085930-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'updated', { at: at(-5) })], { requestId: 'r' })
    expect(updates.device('pi-1').all?.map(({ release, outcome }) => [release, outcome])).toEqual([['kiosk', 'updated']])
  })

  it('are remembered up to a number, those of the newest runs', async () => {
    const { report, updates, clock } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'updated', { releases: [{ name: 'first', outcome: 'updated' }] }))
    const later = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    const names = Array.from({ length: maxReleases }, (_, index) => `release-${index}`)
    await updates.report(
      later,
      [finished('pi-1', 'updated', { at: at(-10), releases: names.map((name) => ({ name, outcome: 'updated' as const })) })],
      { requestId: 'r' }
    )
    expect(updates.device('pi-1').all?.map(({ release }) => release)).toEqual(names.toSorted())
  })
})

describe('a database from before releases were told apart', () => {
  it('names each outcome by its run: the release, or the agent by its playbook', () => {
    const file = join(temporaryDirectory(), 'old.db')
    migrate(file, mainDatabase.migrations.slice(0, 2))
    const database = new DatabaseSync(file)
    const runOf = (id: string, playbook: string, release: string | null) =>
      database
        .prepare(
          "INSERT INTO update_runs (run, start_hash, origin, started_ms, start_received_ms, playbook, release) VALUES (?, '', 'callback', 1, 1, ?, ?)"
        )
        .run(id, playbook, release)
    runOf('1', 'update_clients.yml', 'kiosk')
    runOf('2', 'agent.yml', null)
    runOf('3', 'site.yml', null)
    for (const [device, id] of [['pi-1', '1'], ['pi-2', '2'], ['pi-3', '3'], ['pi-4', 'forgotten']] as const) {
      database
        .prepare(
          "INSERT INTO update_devices (device_id, run, run_received_ms, attempt, outcome, finished_ms, duration_seconds) VALUES (?, ?, 1, 1, 'failed', 2, 3)"
        )
        .run(device, id)
    }
    database.close()
    migrate(file, mainDatabase.migrations)
    const migrated = new DatabaseSync(file)
    expect(
      migrated
        .prepare('SELECT device_id, release, outcome FROM update_outcomes ORDER BY device_id')
        .all()
        .map((row) => Object.values(row))
    ).toEqual([
      ['pi-1', 'kiosk', 'failed'],
      ['pi-2', 'mimamori-agent', 'failed'],
      ['pi-3', '', 'failed'],
      ['pi-4', '', 'failed']
    ])
    migrated.close()
  })
})
