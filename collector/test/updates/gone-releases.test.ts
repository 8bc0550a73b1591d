import { describe, expect, it } from 'vitest'
import { batchHeaders, type HostFinished } from '@mimamori/contract'
import { declaredReleases } from '../../src/devices/snapshot/declared-releases.ts'
import type { GoneReleases } from '../../src/updates/updates.ts'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { finished, nowMs, start, underWay } from './update-messages.ts'

const updated = (name: string) => ({ releases: [{ name, outcome: 'updated' }] }) satisfies Partial<HostFinished>
const failed = (name: string) => ({ releases: [{ name, outcome: 'failed' }] }) satisfies Partial<HostFinished>

const arrange = async (directory?: string) => {
  const clock = clockInTest(nowMs)
  const collector = await collectorInTest({ clock, ...directory !== undefined && { directory } })
  const key = await collector.enroll({ id: `pi-${crypto.randomUUID()}` })
  const [device] = collector.deps.registry.all().slice(-1)
  const { updates, snapshots } = collector.deps
  const boot = bootHeaders()
  let [sequence, runs] = [0, 0]
  const found: GoneReleases[] = []
  const settle = async () => updates.settleDeclared(await declaredReleases(snapshots.all(clock.nowMs())))
  return {
    ...collector,
    settle,
    updates,
    clock,
    id: device!.id,
    /** What an update of a run of its own came to. */
    update: async (item: ReturnType<typeof finished> | ReturnType<typeof underWay>) => {
      const run = `20261125-09000${runs++}-0a1b2c`
      await updates.start(start({ run, hosts: [device!.id] }))
      await updates.report(run, [item], { requestId: 'r' })
    },
    /** So many minutes, in each of which the device reports that it has these releases. */
    reports: async (minutes: number, ...releases: readonly string[]) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.advance(60_000)
        const payload = `mimamori_clock_synchronised 1\n${releases.map((release) => `mimamori_release_up{release="${release}"} 1\n`).join('')}`
        const answer = await collector.sendBatch(key, payload, { ...boot, [batchHeaders.sequence]: String(++sequence) })
        expect(answer.statusCode, answer.body).toBe(200)
        const gone = await settle()
        if (gone.length > 0) found.push(...gone)
      }
    },
    /** What was forgotten so far. */
    found,
    outcomes: () => Object.fromEntries((updates.device(device!.id).all ?? []).map(({ release, outcome }) => [release, outcome])),
    series: async () =>
      (await collector.page('/metrics/inventory'))
        .split('\n')
        .filter((line) => line.startsWith('mimamori_update_last_') && line.includes(device!.id) && line.includes('release="kiosk"'))
  }
}

describe('what became of a release', () => {
  it('is forgotten, with its series, ten minutes after the device has begun to report other releases only', async () => {
    const { update, reports, outcomes, series, found, id } = await arrange()
    await update(finished(id, 'updated', updated('kiosk')))
    await reports(1, 'kiosk', 'mimamori-agent')
    await update(finished(id, 'failed', failed('kiosk')))
    await reports(10, 'mimamori-agent')
    expect(outcomes()).toEqual({ kiosk: 'failed' })
    expect(await series()).not.toEqual([])
    await reports(1, 'mimamori-agent')
    expect(outcomes()).toEqual({})
    expect(await series()).toEqual([])
    expect(found).toEqual([{ deviceId: id, releases: ['kiosk'] }])
  })

  it('is kept while the device reports the release, does not say which it has, or does not report', async () => {
    const { update, reports, outcomes, clock, settle, id } = await arrange()
    await update(finished(id, 'updated', updated('kiosk')))
    await update(finished(id, 'failed', failed('kiosk')))
    await reports(12, 'kiosk')
    await reports(12)
    await reports(8, 'mimamori-agent')
    clock.advance(86_400_000)
    await settle()
    await reports(8, 'mimamori-agent')
    expect(outcomes()).toEqual({ kiosk: 'failed' })
  })

  it.each([
    ['never succeeded there: a first installation that fails takes its declaration away itself', 'failed', ['kiosk', 'mimamori-agent']],
    ['was never reported: a role that declares none', 'updated', ['mimamori-agent']]
  ] as const)('is kept where the release %s', async (_, outcome, before) => {
    const { update, reports, outcomes, id } = await arrange()
    await update(finished(id, outcome, { releases: [{ name: 'kiosk', outcome }] }))
    await reports(1, ...before)
    await reports(20, 'mimamori-agent')
    expect(outcomes()).toEqual({ kiosk: outcome })
  })

  it('is kept while the device is updated, and for ten minutes more', async () => {
    const { update, reports, outcomes, id } = await arrange()
    await update(finished(id, 'updated', updated('kiosk')))
    await reports(1, 'kiosk')
    await update(underWay(id))
    await reports(20, 'mimamori-agent')
    await update(finished(id, 'failed', failed('kiosk')))
    await reports(5, 'mimamori-agent')
    expect(outcomes()).toEqual({ kiosk: 'failed' })
  })

  it('is forgotten also by a collector that started after the release was reported', async () => {
    const directory = temporaryDirectory()
    const first = await arrange(directory)
    await first.update(finished(first.id, 'updated', updated('kiosk')))
    await first.reports(1, 'kiosk')
    await first.close()
    const clock = clockInTest(nowMs + 3_600_000)
    const { deps: { updates } } = await collectorInTest({ clock, directory })
    const gone = [{ deviceId: first.id, releases: ['mimamori-agent'], intervalSeconds: 60 }]
    await updates.settleDeclared(gone)
    clock.advance(600_000)
    await updates.settleDeclared(gone)
    expect(updates.device(first.id).all).toEqual([])
  })

  it('is kept for four intervals of a device that reports seldom', async () => {
    const { update, reports, updates, outcomes, clock, id } = await arrange()
    await update(finished(id, 'updated', updated('kiosk')))
    await reports(1, 'kiosk')
    const gone = [{ deviceId: id, releases: ['mimamori-agent'], intervalSeconds: 600 }]
    await updates.settleDeclared(gone)
    clock.advance(2_399_000)
    await updates.settleDeclared(gone)
    expect(outcomes()).toEqual({ kiosk: 'updated' })
    clock.advance(1_000)
    await updates.settleDeclared(gone)
    expect(outcomes()).toEqual({})
  })
})
