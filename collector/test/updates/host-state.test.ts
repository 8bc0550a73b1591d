import { describe, expect, it } from 'vitest'
import type { HostItem, RunHost } from '@mimamori/contract'
import { hostStateCases } from '../../contract/test/fixtures.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { at, finished, nowMs, run, start, underWay } from './update-messages.ts'

const arrange = async () => {
  const { deps: { updates } } = await collectorInTest({ clock: clockInTest(nowMs) })
  await updates.start(start())
  return {
    updates,
    report: (item: HostItem) => updates.report(run, [item], { requestId: 'r' }),
    host: async (name = 'pi-1') => (await updates.hostsNamed(run, [name]))[0]!
  }
}

/** What the interface shows of an item that holds. */
const shown = (item: HostItem, startedAt: string): Partial<RunHost> => ({
  state: item.state,
  attempt: item.attempt,
  startedAt,
  step: item.step ?? null,
  ...(item.state === 'finished' && {
    outcome: item.outcome,
    finishedAt: item.at,
    durationSeconds: item.durationSeconds,
    message: item.message ?? null,
    toRevision: item.toRevision ?? null
  })
})

describe('a host of a run, in the collector,', () => {
  it('is as the contract says after each item, and where all of them come in one message', { timeout: 120_000 }, async () => {
    const { updates } = await arrange()
    for (const [number, { host, items, startedAt }] of hostStateCases.entries()) {
      const last = items.findLast(({ changes }) => changes)!.item
      const [one, all] = [`one-${number}`, `all-${number}`]
      const changes: boolean[] = []
      for (const { item } of items) changes.push((await updates.report(run, [{ ...item, host: one }], { requestId: 'r' })).accepted === 1)
      expect(changes, host).toStrictEqual(items.map((step) => step.changes))
      await updates.report(run, items.map(({ item }) => ({ ...item, host: all })), { requestId: 'r' })
      expect(await updates.hostsNamed(run, [one, all]), host).toMatchObject([shown(last, startedAt), shown(last, startedAt)])
    }
  })

  it('keeps of an outcome all that was reported, and nothing that was not', async () => {
    const { report, host } = await arrange()
    const reported = {
      fromRevision: 'one',
      toRevision: 'two',
      releases: [{ name: 'kiosk', outcome: 'updated' as const, toRevision: 'two' }],
      step: 'proof',
      message: 'why',
      journal: { unit: 'app.service', lines: ['line'] },
      tasks: { ok: 1, changed: 2, failed: 0, skipped: 0, rescued: 0, ignored: 0 }
    }
    const bare: HostItem = { state: 'finished', host: 'pi-1', at: at(0), attempt: 1, outcome: 'updated', durationSeconds: 3 }
    await report({ ...bare, ...reported })
    await report({ ...bare, host: 'pi-2' })
    const same = { state: 'finished', outcome: 'updated', attempt: 1, startedAt: at(-3), finishedAt: at(0), durationSeconds: 3 }
    expect(await host()).toStrictEqual({ host: 'pi-1', enrolled: false, ...same, ...reported })
    expect(await host('pi-2')).toStrictEqual({
      host: 'pi-2',
      enrolled: false,
      ...same,
      ...Object.fromEntries(Object.keys(reported).map((key) => [key, null])),
      releases: []
    })
  })

  it('makes what a device said storable', async () => {
    const { report, host } = await arrange()
    await report(finished('pi-1', 'failed', { message: 'half \ud800', journal: { unit: 'app.service', lines: ['no\0w'] } }))
    expect(await host()).toMatchObject({ message: 'half \ufffd', journal: { unit: 'app.service', lines: ['no\ufffdw'] } })
  })

  it('is never later than now, whatever the sender’s clock says', async () => {
    const { report, host } = await arrange()
    await report(underWay('pi-1', { seconds: 7000 }))
    expect(await host()).toMatchObject({ startedAt: at(0) })
    await report(finished('pi-1', 'updated', { at: '2031-01-01T00:00:00Z' }))
    expect(await host()).toMatchObject({ finishedAt: at(0) })
  })
})
