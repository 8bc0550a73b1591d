import { describe, expect, it } from 'vitest'
import type { HostItem } from '@mimamori/contract'
import { advance, type HostProgress } from '../../src/updates/host-progress.ts'
import { finished, nowMs, underWay } from './update-messages.ts'

const after = (...items: readonly HostItem[]): HostProgress | undefined =>
  items.reduce<HostProgress | undefined>((progress, item) => advance(progress, item, nowMs) ?? progress, undefined)

describe('a host of a run', () => {
  it('is under way from its first step on, and keeps when that was', () => {
    expect(after(underWay('pi'), underWay('pi', { step: 'Restart', seconds: -200 }))).toEqual({ status: 'under_way', update: true, attempt: 1, startedMs: nowMs - 300_000, atMs: nowMs - 200_000, step: 'Restart' })
  })

  it('shows the newest step, however late an older one comes', () => {
    expect(after(underWay('pi', { step: 'Restart', seconds: -200 }), underWay('pi'))).toMatchObject({ step: 'Restart' })
  })

  it('shows the later said of two steps of one moment, and nothing new where a step is told again', () => {
    expect(after(underWay('pi', { step: 'Unpack' }), underWay('pi', { step: 'Restart' }))).toMatchObject({ step: 'Restart' })
    expect(advance(after(underWay('pi')), underWay('pi', { seconds: -1 }), nowMs)).toBeUndefined()
  })

  it('keeps of an outcome all that was told, and no word of what was not', () => {
    const told = { durationSeconds: 3, fromRevision: 'one', toRevision: 'two', step: 'proof', message: 'why', journal: { unit: 'app.service', lines: ['line'] }, tasks: { ok: 1, changed: 2, failed: 0, skipped: 0, rescued: 0, ignored: 0 } }
    const bare: HostItem = { state: 'finished', host: 'pi', at: new Date(nowMs).toISOString(), attempt: 1, outcome: 'updated', durationSeconds: 3 }
    const times = { attempt: 1, atMs: nowMs, startedMs: nowMs - 3000, finishedMs: nowMs }
    expect(after({ ...bare, ...told, update: true, presumed: true })).toStrictEqual({ ...told, ...times, status: 'updated', update: true, presumed: true })
    expect(after(bare)).toStrictEqual({ durationSeconds: 3, ...times, status: 'updated' })
  })

  it('keeps the first outcome of an attempt', () => {
    expect(after(finished('pi', 'rolled_back'), finished('pi', 'failed'), underWay('pi', { seconds: -1 }))).toMatchObject({ status: 'rolled_back' })
  })

  it('has failed where something failed after it had been called updated, in whatever order that is told again', () => {
    expect(after(finished('pi', 'updated'), finished('pi', 'failed', { step: 'Smoke test' }), finished('pi', 'updated'))).toMatchObject({ status: 'failed', step: 'Smoke test' })
  })

  it('stays updated where a later playbook of the same run had nothing to do on it', () => {
    expect(after(finished('pi', 'updated'), finished('pi', 'skipped'))).toMatchObject({ status: 'updated' })
    expect(after(finished('pi', 'updated'), finished('pi', 'unreachable'))).toMatchObject({ status: 'unreachable' })
  })

  it.each([['before', [0, 1]], ['after', [1, 0]]])('is as it has reported itself, where that comes %s what was presumed of it', (_when, order) => {
    const items = [finished('pi', 'updated'), finished('pi', 'failed', { presumed: true, step: 'Restart' })]
    expect(after(...order.map((index) => items[index]!))).not.toHaveProperty('step')
    expect(after(...order.map((index) => items[index]!))).toMatchObject({ status: 'updated' })
  })

  it('has failed for the reason that it gave itself, not for that which was presumed', () => {
    expect(after(finished('pi', 'failed', { presumed: true, message: 'no result' }), finished('pi', 'rolled_back', { message: 'no answer' }))).toMatchObject({ status: 'rolled_back', message: 'no answer' })
  })

  it.each([
    ['in order', [finished('pi', 'unreachable'), underWay('pi', { attempt: 2, seconds: -100 }), finished('pi', 'updated', { attempt: 2 })]],
    ['the other way round', [finished('pi', 'updated', { attempt: 2 }), underWay('pi', { attempt: 2, seconds: -100 }), finished('pi', 'unreachable')]]
  ])('is as its latest attempt says where the items come %s', (_order, items) => {
    expect(after(...items)).toMatchObject({ status: 'updated', attempt: 2 })
  })

  it('takes nothing of an earlier attempt along into the next', () => {
    expect(after(finished('pi', 'failed', { message: 'out of memory', step: 'Unpack' }), underWay('pi', { attempt: 2, step: 'Preflight', seconds: -100 })))
      .toEqual({ status: 'under_way', update: true, attempt: 2, atMs: nowMs - 100_000, startedMs: nowMs - 100_000, step: 'Preflight' })
  })

  it('began as long before its outcome as it took, where nobody said when it began', () => {
    expect(after(finished('pi', 'updated', { durationSeconds: 12.5 }))).toMatchObject({ startedMs: nowMs - 252_500, finishedMs: nowMs - 240_000 })
  })

  it('is never told later than now, whatever the sender’s clock says', () => {
    expect(after(finished('pi', 'updated', { at: '2031-01-01T00:00:00Z' }))).toMatchObject({ finishedMs: nowMs })
  })
})
