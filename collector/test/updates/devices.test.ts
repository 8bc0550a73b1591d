import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/devices/snapshot/fingerprint.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, nowMs, run, start, underWay } from './update-messages.ts'
import { arrangeUpdatedDevice } from './updated-device.ts'

describe('a device', () => {
  it('is shown as in progress while it is, and with its outcome afterwards', async () => {
    const { report, status, deps } = await arrangeUpdatedDevice()
    expect(await status()).toMatchObject({ update: null, lastUpdate: null })
    const mark = () => fingerprint(deps.snapshots.of('pi-1', deps.clock.nowMs())!)
    const before = mark()
    await report(underWay('pi-1'))
    expect(await status()).toMatchObject({ update: { run, state: 'under_way', since: at(-300) }, lastUpdate: null })
    const during = mark()
    await report(finished('pi-1', 'updated', { fromRevision: 'v1', toRevision: 'v2' }))
    expect(await status()).toMatchObject({
      update: null,
      lastUpdate: { run, outcome: 'updated', at: at(-240), durationSeconds: 60, fromRevision: 'v1', toRevision: 'v2' }
    })
    expect(new Set([before, during, mark()]).size).toBe(3)
  })

  it('is no longer under way when its run has ended, whatever became of it', async () => {
    const { report, status, updates } = await arrangeUpdatedDevice()
    await report(underWay('pi-1'))
    await updates.end(run, { endedAt: at(0), outcome: 'cancelled' })
    expect((await status()).update).toBeNull()
    await report(underWay('pi-1', { attempt: 2 }))
    expect((await status()).update).toBeNull()
  })

  it('has no series about updates before its first, and keeps its last success through a failure', async () => {
    const { report, series, updates } = await arrangeUpdatedDevice()
    await report(underWay('pi-1'))
    for (const name of ['last_outcome', 'last_success_timestamp_seconds', 'last_run_timestamp_seconds', 'last_duration_seconds']) {
      expect(await series(name)).toEqual([])
    }
    await report(finished('pi-1', 'updated'))
    const later = '20261125-085900-0a1b2c'
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'failed', { at: at(-10), durationSeconds: 3 })], { requestId: 'r' })
    expect(await series('last_outcome')).toContain(
      'mimamori_update_last_outcome{device="pi-1",site="",role="",release="kiosk",outcome="failed"} 1'
    )
    expect(await series('last_success_timestamp_seconds')).toEqual([expect.stringMatching(new RegExp(` ${(nowMs - 240_000) / 1000}$`))])
    expect(await series('last_run_timestamp_seconds')).toEqual([expect.stringMatching(new RegExp(` ${(nowMs - 10_000) / 1000}$`))])
    expect(await series('last_duration_seconds')).toEqual([expect.stringMatching(/ 3$/)])
  })

  it('is not said to be as a run left it that was begun before another, where that comes late', async () => {
    const { report, updates, clock } = await arrangeUpdatedDevice()
    const later = '20261125-085900-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'failed')], { requestId: 'r' })
    await report(finished('pi-1', 'updated', { at: at(-86_400) }))
    expect(updates.device('pi-1').last).toMatchObject({ run: later, outcome: 'failed', lastSuccessMs: nowMs - 86_400_000 })
  })

  it('is said to be as the newer run left it, though the clock of its sender is behind', async () => {
    const { report, updates, clock } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'updated'))
    const behind = '19700101-000000-0a1b2c'
    clock.advance(1)
    await updates.start(start({ run: behind, startedAt: new Date(0).toISOString() }))
    await updates.report(behind, [finished('pi-1', 'failed', { at: new Date(60_000).toISOString() })], { requestId: 'r' })
    expect(updates.device('pi-1').last).toMatchObject({ run: behind, outcome: 'failed', lastSuccessMs: nowMs - 240_000 })
  })

  it('has the success before where a failure overrules that of the same attempt, also after a restart', async () => {
    const directory = temporaryDirectory()
    const { report, updates, clock, close } = await arrangeUpdatedDevice(directory)
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
    const { report, updates, close } = await arrangeUpdatedDevice(directory)
    await report(finished('pi-1', 'failed', { presumed: true, at: at(-20) }))
    await updates.end(run, { endedAt: at(-20), outcome: 'interrupted' })
    await close()
    const again = await collectorInTest({ clock: clockInTest(nowMs), directory })
    await again.deps.updates.report(run, [finished('pi-1', 'updated')], { requestId: 'r' })
    expect(again.deps.updates.device('pi-1').last).toMatchObject({ outcome: 'updated', lastSuccessMs: nowMs - 240_000 })
    expect(await again.deps.updates.get(run)).toMatchObject({ outcome: 'interrupted', counts: { updated: 1, failed: 0 } })
  })

  it('keeps its update, and the time of its last success, whatever other playbooks do on it, which have a history of their own', async () => {
    const { report, series, status, updates, logs, asAdmin } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'rolled_back', { fromRevision: 'v1', toRevision: 'v1' }))
    const before = [
      await series('last_outcome'),
      await series('last_success_timestamp_seconds'),
      await series('last_run_timestamp_seconds')
    ]
    const reboot = '20261125-085900-0a1b2c'
    await updates.start(start({ run: reboot, origin: 'callback', playbook: 'reboot.yml' }))
    const items = [underWay('pi-1', { seconds: -20 }), finished('pi-1', 'updated', { at: at(-10) })].map(({ update: _, ...item }) => item)
    await updates.report(reboot, items.slice(0, 1), { requestId: 'r' })
    expect((await status()).update).toBeNull()
    await updates.report(reboot, items, { requestId: 'r' })
    await updates.end(reboot, { endedAt: at(0), outcome: 'succeeded' })
    expect([
      await series('last_outcome'),
      await series('last_success_timestamp_seconds'),
      await series('last_run_timestamp_seconds')
    ]).toEqual(before)
    expect(await status()).toMatchObject({ update: null, lastUpdate: { run, outcome: 'rolled_back' } })
    expect(updates.totals).toMatchObject({ hosts: { updated: 0, rolled_back: 1 }, runs: { succeeded: 0 } })
    expect((await logs(`run=${reboot}`)).map(({ message, unit }) => [message, unit])).toEqual([
      ['reboot.yml: changed', 'mimamori-playbook']
    ])
    const listed = async (kind: string) =>
      (await asAdmin({ url: `/api/updates?kind=${kind}` })).json<{ runs: { run: string }[] }>().runs.map((one) => one.run)
    expect([await listed('update'), await listed('other')]).toEqual([[run], [reboot]])
    const ofDevice = async (kind: 'update' | 'other') =>
      (await updates.ofDevice('pi-1', { kind, limit: 10 })).map((one) => [one.run, one.playbook, one.action])
    expect([await ofDevice('update'), await ofDevice('other')]).toEqual([
      [[run, 'update_clients.yml', 'update']],
      [[reboot, 'reboot.yml', null]]
    ])
  })

  it('has in that history what the runner was to do', async () => {
    const { updates } = await arrangeUpdatedDevice()
    const reboot = '20261125-085900-0a1b2c'
    await updates.start(start({ run: reboot, action: 'reboot', playbook: 'reboot.yml' }))
    await updates.report(reboot, [finished('pi-1', 'updated', { at: at(-10) })].map(({ update: _, ...item }) => item), { requestId: 'r' })
    expect(await updates.ofDevice('pi-1', { kind: 'other', limit: 10 })).toMatchObject([{ run: reboot, action: 'reboot' }])
  })

  it('keeps what is known of it where a later update leaves it out', async () => {
    const { report, updates } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'rolled_back'))
    const later = '20261125-085900-0a1b2c'
    await updates.start(start({ run: later }))
    await updates.report(later, [finished('pi-1', 'skipped', { at: at(-10) })], { requestId: 'r' })
    expect(updates.device('pi-1').last).toMatchObject({ run, outcome: 'rolled_back' })
    expect(updates.totals.hosts).toMatchObject({ rolled_back: 1, skipped: 1 })
  })

  it('is no success that is lost in the same attempt', async () => {
    const { report, updates } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'updated'), finished('pi-1', 'unreachable', { at: at(-10) }))
    expect(updates.device('pi-1').last).toMatchObject({ outcome: 'unreachable' })
    expect(updates.device('pi-1').last).not.toHaveProperty('lastSuccessMs')
  })

  it('keeps the success of an attempt through the failure of a later one', async () => {
    const { report, updates } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'updated'), finished('pi-1', 'failed', { attempt: 2, at: at(-10) }))
    expect(updates.device('pi-1').last).toMatchObject({ outcome: 'failed', lastSuccessMs: nowMs - 240_000 })
  })
})

describe('the log of a device', () => {
  it('has a line for each outcome, with the last lines of the unit that failed, found by the run', async () => {
    const { report, logs } = await arrangeUpdatedDevice()
    await report(
      underWay('pi-1'),
      finished('pi-1', 'failed', {
        fromRevision: 'v1',
        toRevision: 'v1',
        step: 'Check',
        message: 'no answer',
        journal: { unit: 'kiosk.service', lines: ['one', 'two'] }
      })
    )
    const lines = await logs(`run=${run}`)
    expect(lines.map(({ level, message, unit }) => [level, message, unit])).toEqual([
      ['error', 'update: failed at “Check”, v1: no answer', 'mimamori-update'],
      ['info', 'two', 'kiosk.service'],
      ['info', 'one', 'kiosk.service']
    ])
    expect(lines[0]).toMatchObject({ clientId: 'pi-1', run, timestamp: at(-240), requestId: 'request-1' })
    expect(await logs(`run=${run}&level=error&clientId=pi-1&requestId=request-1`)).toHaveLength(1)
    expect(await logs('run=20200101-000000-000000')).toEqual([])
  })

  it('has each line once, though the item comes again', async () => {
    const { report, logs, deps } = await arrangeUpdatedDevice()
    await report(finished('pi-1', 'updated'))
    await report(finished('pi-1', 'updated'))
    expect(await logs(`run=${run}`)).toHaveLength(1)
    expect(deps.logs.linesTotal('pi-1')).toMatchObject({ info: 1 })
  })

  it('is left alone by a host that is not enrolled', async () => {
    const { report, logs } = await arrangeUpdatedDevice()
    await report(finished('pi-2', 'failed'))
    expect(await logs(`run=${run}`)).toEqual([])
  })
})
