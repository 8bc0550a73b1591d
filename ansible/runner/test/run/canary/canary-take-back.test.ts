import type { HostFinished } from '@mimamori/contract'
import { expect, it } from 'vitest'
import type { Plan } from '../../../src/plan/plan.ts'
import { canaryTakeBack, type TakeBackReason } from '../../../src/run/canary/canary-take-back.ts'
import { runText } from '../../../src/text/runner-text.ts'
import { planOf } from '../../plan-of.ts'

const at = '2026-03-14T09:30:00.000Z'
const plan = planOf(['a', 'b', 'c'].map((host) => ({ host, release: 'signage' })))
const updated = (host: string, more: Partial<HostFinished> = {}): HostFinished =>
  ({
    state: 'finished', host, at, attempt: 1, outcome: 'updated', update: true, durationSeconds: 9, fromRevision: 'v1', toRevision: 'v2',
    ...more
  })

/** Takes these results back, by default once something was found about `a`; the rollback of each host ends as `ends` says. */
const takenBack = async (
  results: readonly HostFinished[], ends: Readonly<Record<string, Partial<HostFinished>>> = {}, of: Partial<Plan> = {},
  reason: TakeBackReason = { host: 'a', message: 'a is failing' }
) => {
  const asked: unknown[] = []
  const decided = await canaryTakeBack({
    plan: { ...plan, ...of },
    text: runText('en').soak,
    async goBack (devices) {
      asked.push(...devices)
      return new Map(devices.map(({ host, revision }) => [
        host, updated(host, { fromRevision: 'v2', toRevision: revision, ...ends[host] })
      ]))
    }
  })(results, reason)
  return { asked, decided: decided.map(({ host, outcome, toRevision, message }) => [host, outcome, toRevision, message]) }
}

it('takes back every device of the canary that got the refused revision, and leaves one that ran it before', async () => {
  const { asked, decided } = await takenBack([
    updated('a'), updated('b', { fromRevision: 'v0' }), updated('c', { outcome: 'unchanged', fromRevision: 'v2' })
  ])
  expect(asked).toStrictEqual([{ host: 'a', revision: 'v1' }, { host: 'b', revision: 'v0' }])
  expect(decided).toStrictEqual([
    ['a', 'rolled_back', 'v1', 'a is failing. Taken back to v1.'], ['b', 'rolled_back', 'v0', 'a is failing. Taken back to v0.'],
    ['c', 'unchanged', 'v2', undefined]
  ])
})

it.each<[string, Partial<HostFinished>, string, string | undefined]>([
  ['has run nothing before', { fromRevision: 'v2' }, 'no other version was running before', 'v2'],
  [
    'got several releases', { releases: [{ name: 'signage', outcome: 'updated' }, { name: 'radio', outcome: 'updated' }] },
    'the inventory does not say which release it got (release_name)', 'v2'
  ]
])('calls a device failed that %s', async (_what, given, reason, runs) => {
  const { asked, decided } = await takenBack([updated('a', given)])
  expect(asked).toStrictEqual([])
  expect(decided).toStrictEqual([['a', 'failed', runs, `a is failing. It could not be taken back: ${reason}`]])
})

it('calls a device failed whose rollback fails, with the revision that runs by its own word', async () => {
  const { decided } = await takenBack([updated('a')], { a: { outcome: 'rolled_back', toRevision: 'v2', message: 'its checks failed' } })
  expect(decided).toStrictEqual([['a', 'failed', 'v2', 'a is failing. It could not be taken back: its checks failed']])
})

it('calls one failed that ran the same before where the finding is about it, and takes nothing back after a restart', async () => {
  expect((await takenBack([updated('a', { outcome: 'unchanged' })])).decided).toStrictEqual([['a', 'failed', 'v2', 'a is failing']])
  const { asked, decided } = await takenBack([updated('a'), updated('b')], {}, { action: 'restart' })
  expect([asked, decided.map(([, outcome]) => outcome)]).toStrictEqual([[], ['failed', 'updated']])
})

it('counts no device as a success whose soak was cancelled: it is taken back, or skipped if it ran the same before', async () => {
  const cut: TakeBackReason = { message: 'cancelled by aiko' }
  const { asked, decided } = await takenBack([
    updated('a'), updated('b', { outcome: 'unchanged', fromRevision: 'v2' }), updated('c', { fromRevision: 'v2' })
  ], {}, {}, cut)
  expect(asked).toStrictEqual([{ host: 'a', revision: 'v1' }])
  expect(decided).toStrictEqual([
    ['a', 'rolled_back', 'v1', 'cancelled by aiko. Taken back to v1.'], ['b', 'skipped', 'v2', 'cancelled by aiko'],
    ['c', 'skipped', 'v2', 'cancelled by aiko']
  ])
  const restarted = await takenBack([updated('a')], {}, { action: 'restart' }, cut)
  expect([restarted.asked, restarted.decided]).toStrictEqual([[], [['a', 'updated', 'v2', 'cancelled by aiko']]])
})
