import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { maxReleases, type ClientStatus, type DeviceDetails, type HostOutcome, type LogLineView, type RunHost } from '@mimamori/contract'
import { fingerprint } from '../../src/devices/fingerprint.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { migrate } from '../../src/storage/open-database.ts'
import { migrations } from '../../src/storage/schema/index.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, nowMs, run, start, underWay } from './update-messages.ts'

const arrange = async (directory?: string) => {
  const clock = clockInTest(nowMs)
  const collector = await collectorInTest({ clock, ...directory !== undefined && { directory } })
  if (collector.deps.snapshots.of('pi-1', nowMs) === undefined) await collector.enroll({ id: 'pi-1' })
  const { updates } = collector.deps
  await updates.start(start())
  return {
    ...collector,
    clock,
    updates,
    report: (...items: Parameters<typeof updates.report>[1]) => updates.report(run, items, { requestId: 'request-1' }),
    details: async () => (await collector.asAdmin({ url: '/admin/data/devices/pi-1' })).json<DeviceDetails>(),
    status: async () => (await collector.asAdmin({ url: '/api/clients/status' })).json<{ clients: ClientStatus[] }>().clients[0]!,
    logs: async (query: string) => (await collector.asAdmin({ url: `/api/clients/logs?${query}` })).json<{ logs: LogLineView[] }>().logs,
    series: async (name: string) => (await collector.asAdmin({ url: '/metrics/inventory' })).body.split('\n').filter((line) => line.startsWith(`mimamori_update_${name}{`))
  }
}

describe('a device', () => {
  it('is shown as in progress while it is, and with its outcome afterwards', async () => {
    const { report, status, deps } = await arrange()
    expect(await status()).toMatchObject({ update: null, lastUpdate: null })
    const mark = () => fingerprint(deps.snapshots.of('pi-1', deps.clock.nowMs())!)
    const before = mark()
    await report(underWay('pi-1'))
    expect(await status()).toMatchObject({ update: { run, state: 'under_way', since: at(-300) }, lastUpdate: null })
    const during = mark()
    await report(finished('pi-1', 'updated', { fromRevision: 'v1', toRevision: 'v2' }))
    expect(await status()).toMatchObject({ update: null, lastUpdate: { run, outcome: 'updated', at: at(-240), durationSeconds: 60, fromRevision: 'v1', toRevision: 'v2' } })
    expect(new Set([before, during, mark()]).size).toBe(3)
  })

  it('is no longer under way when its run has ended, whatever became of it', async () => {
    const { report, status, updates } = await arrange()
    await report(underWay('pi-1'))
    await updates.end(run, { endedAt: at(0), outcome: 'cancelled' })
    expect((await status()).update).toBeNull()
    await report(underWay('pi-1', { attempt: 2 }))
    expect((await status()).update).toBeNull()
  })

  it('has no series about updates before its first, and keeps its last success through a failure', async () => {
    const { report, series, updates } = await arrange()
    await report(underWay('pi-1'))
    for (const name of ['last_outcome', 'last_success_timestamp_seconds', 'last_run_timestamp_seconds', 'last_duration_seconds']) expect(await series(name)).toEqual([])
    await report(finished('pi-1', 'updated'))
    const later = '20261125-085900-0a1b2c'
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'failed', { at: at(-10), durationSeconds: 3 })], { requestId: 'r' })
    expect(await series('last_outcome')).toContain('mimamori_update_last_outcome{device="pi-1",site="",role="",release="kiosk",outcome="failed"} 1')
    expect(await series('last_success_timestamp_seconds')).toEqual([expect.stringMatching(new RegExp(` ${(nowMs - 240_000) / 1000}$`))])
    expect(await series('last_run_timestamp_seconds')).toEqual([expect.stringMatching(new RegExp(` ${(nowMs - 10_000) / 1000}$`))])
    expect(await series('last_duration_seconds')).toEqual([expect.stringMatching(/ 3$/)])
  })

  it('is not said to be as a run left it that was begun before another, where that comes late', async () => {
    const { report, updates, clock } = await arrange()
    const later = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'failed')], { requestId: 'r' })
    await report(finished('pi-1', 'updated', { at: at(-86_400) }))
    expect(updates.device('pi-1').last).toMatchObject({ run: later, outcome: 'failed', lastSuccessMs: nowMs - 86_400_000 })
  })

  it('is said to be as the newer run left it, though the clock of its sender is behind', async () => {
    const { report, updates, clock } = await arrange()
    await report(finished('pi-1', 'updated'))
    const behind = '19700101-000000-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: behind, startedAt: new Date(0).toISOString() }))
    await updates.report(behind, [finished('pi-1', 'failed', { at: new Date(60_000).toISOString() })], { requestId: 'r' })
    expect(updates.device('pi-1').last).toMatchObject({ run: behind, outcome: 'failed', lastSuccessMs: nowMs - 240_000 })
  })

  it('has the success before where a failure overrules that of the same attempt, also after a restart', async () => {
    const directory = temporaryDirectory()
    const { report, updates, clock, close } = await arrange(directory)
    await report(finished('pi-1', 'updated'))
    const later = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'updated', { at: at(-20) })], { requestId: 'r' })
    expect(updates.device('pi-1').last).toMatchObject({ run: later, lastSuccessMs: nowMs - 20_000 })
    await close()
    const again = (await collectorInTest({ clock: clockInTest(nowMs), directory })).deps.updates
    await again.report(later, [finished('pi-1', 'failed', { at: at(-10) })], { requestId: 'r' })
    expect(again.device('pi-1').last).toMatchObject({ run: later, outcome: 'failed', lastSuccessMs: nowMs - 240_000 })
  })

  it('is as it has reported itself although its run, which had died, was presumed to have failed on it, also after a restart', async () => {
    const directory = temporaryDirectory()
    const { report, updates, close } = await arrange(directory)
    await report(finished('pi-1', 'failed', { presumed: true, at: at(-20) }))
    await updates.end(run, { endedAt: at(-20), outcome: 'interrupted' })
    await close()
    const again = await collectorInTest({ clock: clockInTest(nowMs), directory })
    await again.deps.updates.report(run, [finished('pi-1', 'updated')], { requestId: 'r' })
    expect(again.deps.updates.device('pi-1').last).toMatchObject({ outcome: 'updated', lastSuccessMs: nowMs - 240_000 })
    expect(await again.deps.updates.get(run)).toMatchObject({ outcome: 'interrupted', counts: { updated: 1, failed: 0 } })
  })

  it('keeps its update, and the time of its last success, whatever other playbooks do on it, which have a history of their own', async () => {
    const { report, series, status, updates, logs, asAdmin } = await arrange()
    await report(finished('pi-1', 'rolled_back', { fromRevision: 'v1', toRevision: 'v1' }))
    const before = [await series('last_outcome'), await series('last_success_timestamp_seconds'), await series('last_run_timestamp_seconds')]
    const reboot = '20261125-085900-0a1b2c'
    await updates.start(start({ run: reboot, origin: 'callback', playbook: 'reboot.yml' }))
    const items = [underWay('pi-1', { seconds: -20 }), finished('pi-1', 'updated', { at: at(-10) })].map(({ update: _, ...item }) => item)
    await updates.report(reboot, items.slice(0, 1), { requestId: 'r' })
    expect((await status()).update).toBeNull()
    await updates.report(reboot, items, { requestId: 'r' })
    await updates.end(reboot, { endedAt: at(0), outcome: 'succeeded' })
    expect([await series('last_outcome'), await series('last_success_timestamp_seconds'), await series('last_run_timestamp_seconds')]).toEqual(before)
    expect(await status()).toMatchObject({ update: null, lastUpdate: { run, outcome: 'rolled_back' } })
    expect(updates.totals).toMatchObject({ hosts: { updated: 0, rolled_back: 1 }, runs: { succeeded: 0 } })
    expect((await logs(`run=${reboot}`)).map(({ message, unit }) => [message, unit])).toEqual([['reboot.yml: changed', 'mimamori-playbook']])
    const listed = async (kind: string) => (await asAdmin({ url: `/api/updates?kind=${kind}` })).json<{ runs: { run: string }[] }>().runs.map((one) => one.run)
    expect([await listed('update'), await listed('other')]).toEqual([[run], [reboot]])
    const ofDevice = async (kind: 'update' | 'other') => (await updates.ofDevice('pi-1', { kind, limit: 10 })).map((one) => [one.run, one.playbook])
    expect([await ofDevice('update'), await ofDevice('other')]).toEqual([[[run, 'update_clients.yml']], [[reboot, 'reboot.yml']]])
  })

  it('keeps what is known of it where a later update leaves it out', async () => {
    const { report, updates } = await arrange()
    await report(finished('pi-1', 'rolled_back'))
    const later = '20261125-085900-0a1b2c'
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'skipped', { at: at(-10) })], { requestId: 'r' })
    expect(updates.device('pi-1').last).toMatchObject({ run, outcome: 'rolled_back' })
    expect(updates.totals.hosts).toMatchObject({ rolled_back: 1, skipped: 1 })
  })

  it('is no success that is lost in the same attempt', async () => {
    const { report, updates } = await arrange()
    await report(finished('pi-1', 'updated'), finished('pi-1', 'unreachable', { at: at(-10) }))
    expect(updates.device('pi-1').last).toMatchObject({ outcome: 'unreachable' })
    expect(updates.device('pi-1').last).not.toHaveProperty('lastSuccessMs')
  })

  it('keeps the success of an attempt through the failure of a later one', async () => {
    const { report, updates } = await arrange()
    await report(finished('pi-1', 'updated'), finished('pi-1', 'failed', { attempt: 2, at: at(-10) }))
    expect(updates.device('pi-1').last).toMatchObject({ outcome: 'failed', lastSuccessMs: nowMs - 240_000 })
  })
})

describe('the releases of a device', () => {
  const agentRun = '20261125-085900-0a1b2c'
  const agentIs = async ({ updates, clock }: Pick<Awaited<ReturnType<typeof arrange>>, 'updates' | 'clock'>, outcome: HostOutcome) => {
    clock.advance(1)
    await updates.start(start({ run: agentRun, origin: 'callback', playbook: 'agent.yml', release: undefined }))
    await updates.report(agentRun, [finished('pi-1', outcome, { at: at(-10), releases: [{ name: 'mimamori-agent', outcome, toRevision: '0.1.0' }] })], { requestId: 'r' })
  }

  it('have an outcome each: a good upgrade of the agent ends no failure of an application, nor the other way round, also after a restart', async () => {
    const directory = temporaryDirectory()
    const { close, ...before } = await arrange(directory)
    await before.report(finished('pi-1', 'failed', { releases: [{ name: 'kiosk', outcome: 'failed', fromRevision: 'v1' }] }))
    await agentIs(before, 'updated')
    await close()
    const { status, series, report, details } = await arrange(directory)
    expect(await status()).toMatchObject({
      lastUpdate: { run, release: 'kiosk', outcome: 'failed', fromRevision: 'v1', toRevision: null }, lastAgentUpdate: { run: agentRun, release: 'mimamori-agent', outcome: 'updated', toRevision: '0.1.0' }
    })
    const holds = async () => (await series('last_outcome')).filter((line) => line.endsWith(' 1')).map((line) => /release="(.*?)".*outcome="(.*?)"/.exec(line)?.slice(1))
    expect(await holds()).toEqual([['kiosk', 'failed'], ['mimamori-agent', 'updated']])
    await report(finished('pi-1', 'updated', { attempt: 2, releases: [{ name: 'kiosk', outcome: 'updated' }] }))
    expect(await holds()).toEqual([['kiosk', 'updated'], ['mimamori-agent', 'updated']])
    expect((await details()).lastUpdates.map(({ release, outcome }) => [release, outcome])).toEqual([['kiosk', 'updated'], ['mimamori-agent', 'updated']])
  })

  it('are shown by one that has failed, though another application was updated after it', async () => {
    const { report, status } = await arrange()
    await report(finished('pi-1', 'rolled_back', { at: at(-240), releases: [{ name: 'kiosk', outcome: 'rolled_back' }] }))
    await report(finished('pi-1', 'updated', { attempt: 2, at: at(-100), releases: [{ name: 'sensor', outcome: 'updated' }] }))
    expect((await status()).lastUpdate).toMatchObject({ release: 'kiosk', outcome: 'rolled_back' })
    await report(finished('pi-1', 'updated', { attempt: 3, at: at(-50), releases: [{ name: 'kiosk', outcome: 'updated' }, { name: 'panel', outcome: 'skipped' }] }))
    expect((await status()).lastUpdate).toMatchObject({ release: 'kiosk', outcome: 'updated', at: at(-50) })
  })

  it('each have what one item says of several, which the run shows, too', async () => {
    const { report, series, asAdmin } = await arrange()
    const releases = [{ name: 'kiosk', outcome: 'updated', fromRevision: 'v1', toRevision: 'v2' }, { name: 'sensor', outcome: 'failed' }] as const
    await report(finished('pi-1', 'updated', { releases: [releases[0]] }))
    await report(finished('pi-1', 'failed', { releases: [...releases] }))
    expect(await series('last_success_timestamp_seconds')).toEqual([expect.stringContaining('release="kiosk"')])
    const shown = (await asAdmin({ url: `/api/updates/${run}` })).json<{ hosts: RunHost[] }>().hosts
    expect(shown.find(({ host }) => host === 'pi-1')).toMatchObject({ outcome: 'failed', releases })
  })

  it('are named by the run where an item names none, and by nobody where neither does', async () => {
    const { report, updates, clock } = await arrange()
    await report(finished('pi-1', 'failed'))
    expect(updates.device('pi-1').last).toMatchObject({ release: 'kiosk' })
    const unnamed = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: unnamed, release: undefined }))
    await updates.report(unnamed, [finished('pi-1', 'rolled_back', { at: at(-10) })], { requestId: 'r' })
    expect(updates.device('pi-1').all?.map(({ release, outcome }) => [release, outcome])).toEqual([['', 'rolled_back'], ['kiosk', 'failed']])
    // It may have been any application, so the next one that is named ends it.
    const later = '20261125-085930-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'updated', { at: at(-5) })], { requestId: 'r' })
    expect(updates.device('pi-1').all?.map(({ release, outcome }) => [release, outcome])).toEqual([['kiosk', 'updated']])
  })

  it('are remembered up to a number, those of the newest runs', async () => {
    const { report, updates, clock } = await arrange()
    await report(finished('pi-1', 'updated', { releases: [{ name: 'first', outcome: 'updated' }] }))
    const later = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    const names = Array.from({ length: maxReleases }, (_, index) => `release-${index}`)
    await updates.report(later, [finished('pi-1', 'updated', { at: at(-10), releases: names.map((name) => ({ name, outcome: 'updated' as const })) })], { requestId: 'r' })
    expect(updates.device('pi-1').all?.map(({ release }) => release)).toEqual(names.toSorted())
  })
})

describe('a database from before releases were told apart', () => {
  it('names each outcome by its run: the release, or the agent by its playbook', () => {
    const file = join(temporaryDirectory(), 'old.db')
    migrate(file, migrations.slice(0, 2))
    const database = new DatabaseSync(file)
    const runOf = (id: string, playbook: string, release: string | null) => database.prepare('INSERT INTO update_runs (run, start_hash, origin, started_ms, start_received_ms, playbook, release) VALUES (?, \'\', \'callback\', 1, 1, ?, ?)').run(id, playbook, release)
    runOf('1', 'update_clients.yml', 'kiosk')
    runOf('2', 'agent.yml', null)
    runOf('3', 'site.yml', null)
    for (const [device, id] of [['pi-1', '1'], ['pi-2', '2'], ['pi-3', '3'], ['pi-4', 'forgotten']] as const) {
      database.prepare('INSERT INTO update_devices (device_id, run, run_received_ms, attempt, outcome, finished_ms, duration_seconds) VALUES (?, ?, 1, 1, \'failed\', 2, 3)').run(device, id)
    }
    database.close()
    migrate(file)
    const migrated = new DatabaseSync(file)
    expect(migrated.prepare('SELECT device_id, release, outcome FROM update_outcomes ORDER BY device_id').all().map((row) => Object.values(row)))
      .toEqual([['pi-1', 'kiosk', 'failed'], ['pi-2', 'mimamori-agent', 'failed'], ['pi-3', '', 'failed'], ['pi-4', '', 'failed']])
    migrated.close()
  })
})

describe('the log of a device', () => {
  it('has a line for each outcome, with the last lines of the unit that failed, found by the run', async () => {
    const { report, logs } = await arrange()
    await report(underWay('pi-1'), finished('pi-1', 'failed', { fromRevision: 'v1', toRevision: 'v1', step: 'Check', message: 'no answer', journal: { unit: 'kiosk.service', lines: ['one', 'two'] } }))
    const lines = await logs(`run=${run}`)
    expect(lines.map(({ level, message, unit }) => [level, message, unit])).toEqual([
      ['error', 'update: failed at “Check”, v1: no answer', 'mimamori-update'], ['info', 'two', 'kiosk.service'], ['info', 'one', 'kiosk.service']
    ])
    expect(lines[0]).toMatchObject({ clientId: 'pi-1', run, timestamp: at(-240), requestId: 'request-1' })
    expect(await logs(`run=${run}&level=error&clientId=pi-1&requestId=request-1`)).toHaveLength(1)
    expect(await logs('run=20200101-000000-000000')).toEqual([])
  })

  it('has each line once, though the item comes again', async () => {
    const { report, logs, deps } = await arrange()
    await report(finished('pi-1', 'updated'))
    await report(finished('pi-1', 'updated'))
    expect(await logs(`run=${run}`)).toHaveLength(1)
    expect(deps.logs.linesTotal('pi-1')).toMatchObject({ info: 1 })
  })

  it('is left alone by a host that is not enrolled', async () => {
    const { report, logs } = await arrange()
    await report(finished('pi-2', 'failed'))
    expect(await logs(`run=${run}`)).toEqual([])
  })
})
