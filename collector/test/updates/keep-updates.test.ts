import { describe, expect, it } from 'vitest'
import { createAgeLimit } from '../../src/platform/clock/age-limit.ts'
import { keepUpdates, maxHostRows, maxRunAgeMs, maxRuns, runsToForget, silentRunMs } from '../../src/updates/keep-updates.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, nowMs, run, start, underWay } from './update-messages.ts'

const arrange = async ({
  directory,
  trusted = true,
  knowsAges = trusted
}: { readonly directory?: string, readonly trusted?: boolean, readonly knowsAges?: boolean } = {}) => {
  const clock = clockInTest(nowMs)
  const collector = await collectorInTest({ clock, ...(directory !== undefined && { directory }) })
  const { updates, storage } = collector.deps
  return {
    ...collector,
    clock,
    updates,
    keep: () => keepUpdates({ updates, storage, ageLimit: createAgeLimit({ clock, trust: { knowsAges } }), clockTrust: { trusted } })
  }
}

describe('a run of which nothing is heard any more', () => {
  it('is closed as interrupted after its time, and its devices are no longer under way', async () => {
    const { clock, updates, enroll, keep } = await arrange()
    await enroll({ id: 'pi-1' })
    await updates.start(start())
    clock.advance(silentRunMs - 1)
    await updates.report(run, [underWay('pi-1')], { requestId: 'r' })
    clock.advance(silentRunMs - 1)
    await keep()
    expect(updates.device('pi-1').underWay).toEqual({ run, sinceMs: nowMs - 300_000 })
    clock.advance(1)
    await keep()
    expect(await updates.get(run)).toMatchObject({
      outcome: 'interrupted',
      message: 'nothing was heard of this run for 6 hours',
      doubt: 'silent',
      counts: { under_way: 1 }
    })
    expect(updates.device('pi-1')).toEqual({})
    expect(updates).toMatchObject({ running: 0, totals: { runs: { interrupted: 1 } } })
  })

  it('takes its true end where that comes after all', async () => {
    const { clock, updates, keep } = await arrange()
    await updates.start(start({ hosts: ['pi-1'] }))
    clock.advance(silentRunMs)
    await keep()
    await updates.report(run, [finished('pi-1', 'updated')], { requestId: 'r' })
    expect(await updates.end(run, { endedAt: at(-200), outcome: 'succeeded' })).toEqual({ outcome: 'succeeded' })
    expect(await updates.get(run)).toMatchObject({ outcome: 'succeeded', message: null, doubt: null, endedAt: at(-200) })
  })

  it('is not closed while the server’s clock cannot be trusted, nor at once by a collector that has just started', async () => {
    const directory = temporaryDirectory()
    const doubtful = await arrange({ directory, trusted: false })
    await doubtful.updates.start(start())
    doubtful.clock.advance(silentRunMs * 2)
    await doubtful.keep()
    expect(await doubtful.updates.get(run)).toMatchObject({ outcome: null })
    await doubtful.close()
    const again = await arrange({ directory })
    await again.keep()
    expect(await again.updates.get(run)).toMatchObject({ outcome: null })
    expect(again.updates.running).toBe(1)
  })
})

describe('the history of runs', () => {
  const old = { run: 'old', endReceivedMs: nowMs - maxRunAgeMs - 1, hosts: 1 }
  const young = { run: 'young', endReceivedMs: nowMs, hosts: 1 }

  it('forgets runs by their age, but none that goes on', () => {
    expect(runsToForget([young, { ...old, run: 'open', endReceivedMs: undefined }, old], nowMs - maxRunAgeMs)).toEqual(['old'])
  })

  it('forgets the oldest where there are too many', () => {
    expect(runsToForget([...Array.from({ length: maxRuns }, () => young), { ...young, run: 'one too many' }], undefined)).toEqual([
      'one too many'
    ])
  })

  it('forgets the oldest where their hosts are too many together', () => {
    expect(runsToForget([{ ...young, hosts: maxHostRows }, { ...young, run: 'one too many' }], undefined)).toEqual(['one too many'])
  })

  it('keeps a run whose sender’s clock is at 1970, and orders it by when the server heard of it', async () => {
    const { clock, updates, deps, keep } = await arrange()
    const early = '19700101-000000-0a1b2c'
    await updates.start(start())
    clock.advance(1)
    await updates.start(start({ run: early, startedAt: new Date(0).toISOString() }))
    await updates.end(early, { endedAt: new Date(60_000).toISOString(), outcome: 'failed' })
    await keep()
    expect(await updates.get(early)).toMatchObject({ outcome: 'failed' })
    expect((await deps.storage.query<{ run: string }>('updates.sizes', {})).map((size) => size.run)).toEqual([early, run])
    clock.advance(maxRunAgeMs + 1)
    await keep()
    expect(await updates.get(early)).toBeUndefined()
  })

  it('goes, with all its hosts, and what is known of each device stays over a restart', async () => {
    const directory = temporaryDirectory()
    const first = await arrange({ directory })
    await first.enroll({ id: 'pi-1' })
    await first.updates.start(start())
    await first.updates.report(run, [finished('pi-1', 'updated', { toRevision: 'v2' })], { requestId: 'r' })
    await first.updates.end(run, { endedAt: at(-100), outcome: 'failed' })
    first.clock.advance(maxRunAgeMs + 1)
    await first.keep()
    expect(await first.updates.get(run)).toBeUndefined()
    expect(await first.updates.ofDevice('pi-1', { kind: 'update', limit: 10 })).toEqual([])
    await first.close()
    const { updates } = await arrange({ directory })
    expect(updates.device('pi-1').last).toMatchObject({
      run,
      outcome: 'updated',
      finishedMs: nowMs - 240_000,
      durationSeconds: 60,
      toRevision: 'v2',
      lastSuccessMs: nowMs - 240_000
    })
    expect(updates.totals).toMatchObject({ hosts: { updated: 1 }, runs: { failed: 1 } })
  })
})
