import { describe, expect, it } from 'vitest'
import { hostOutcomes, type RunHost, type RunSummary } from '@mimamori/contract'
import { chooseHosts, hostFilterOf } from '../src/updates/host-filter.ts'
import { mergeRun } from '../src/updates/live-run.ts'
import { addPage, type RunsPart } from '../src/updates/merge-runs.ts'
import {
  callbackMessage,
  canBeResumed,
  conditionCounts,
  hasUnsuccessful,
  hostCondition,
  hostConditions,
  limitOption,
  type HostCondition
} from '../src/updates/run-condition.ts'

const host = (name: string, changes: Partial<RunHost> = {}): RunHost => ({
  host: name,
  enrolled: true,
  state: 'finished',
  outcome: 'updated',
  attempt: 1,
  startedAt: null,
  finishedAt: null,
  durationSeconds: 1,
  fromRevision: null,
  toRevision: null,
  step: null,
  message: null,
  journal: null,
  releases: [],
  tasks: null,
  ...changes
})
const none = { total: 0, waiting: 0, under_way: 0, updated: 0, unchanged: 0, failed: 0, rolled_back: 0, unreachable: 0, skipped: 0 }
const summary = (run: string, changes: Partial<RunSummary> = {}): RunSummary => ({
  run,
  kind: 'update',
  origin: 'runner',
  action: 'update',
  startedAt: '2026-11-25T08:50:00.000Z',
  endedAt: null,
  outcome: null,
  message: null,
  doubt: null,
  playbook: 'p.yml',
  release: null,
  revision: null,
  by: null,
  counts: none,
  ...changes
})
const stateWords = (condition: HostCondition) => ({ rolled_back: '元に戻した' } as Partial<Record<HostCondition, string>>)[condition] ?? ''
const names = (hosts: readonly RunHost[]) => hosts.map((one) => one.host)

describe('the hosts of a run', () => {
  const waiting = host('waiting', { state: 'waiting', outcome: null })
  const all = [
    host('pi-10'),
    host('pi-9'),
    waiting,
    host('gone', { outcome: 'unreachable' }),
    host('broken', { outcome: 'failed', message: 'Disk full', toRevision: '4f1d2c9' }),
    host('back', { outcome: 'rolled_back' })
  ]

  it('are ordered worst first, and by the numbers in their names', () => {
    expect(names(chooseHosts(all, { condition: undefined, text: '' }, { ended: false, stateWords }))).toStrictEqual([
      'broken',
      'back',
      'gone',
      'waiting',
      'pi-9',
      'pi-10'
    ])
  })

  it('have no result where the run has ended without one, and that is worse than to be unreachable', () => {
    expect(hostCondition(waiting, { ended: true })).toBe('no_result')
    expect(names(chooseHosts(all, { condition: undefined, text: '' }, { ended: true, stateWords })).slice(0, 4)).toStrictEqual([
      'broken',
      'back',
      'waiting',
      'gone'
    ])
  })

  it('are found by outcome and by every word of their name, step, message or revision', () => {
    expect(names(chooseHosts(all, hostFilterOf(new URLSearchParams('state=unreachable')), { ended: false, stateWords }))).toStrictEqual([
      'gone'
    ])
    expect(names(chooseHosts(all, hostFilterOf(new URLSearchParams('q=disk+4f1d')), { ended: false, stateWords }))).toStrictEqual([
      'broken'
    ])
    expect(names(chooseHosts(all, hostFilterOf(new URLSearchParams('q=元に戻')), { ended: false, stateWords }))).toStrictEqual(['back'])
    const stuck = [host('stuck', { step: 'mimamori.fleet.release : checks | Check services, answers and commands' })]
    expect(names(chooseHosts(stuck, hostFilterOf(new URLSearchParams('q=check+services')), { ended: false, stateWords }))).toStrictEqual([
      'stuck'
    ])
    // What is not shown of the step finds nothing.
    expect(chooseHosts(stuck, hostFilterOf(new URLSearchParams('q=fleet.release')), { ended: false, stateWords })).toStrictEqual([])
    expect(hostFilterOf(new URLSearchParams('state=perfect'))).toStrictEqual({ condition: undefined, text: '' })
  })

  it('can be in every outcome that the contract knows', () => {
    for (const outcome of hostOutcomes) expect(hostConditions).toContain(outcome)
  })

  it('that did not change stay the same objects when others do', () => {
    const before = mergeRun(undefined, { run: summary('a'), hosts: all })
    const after = mergeRun(before, { run: summary('a'), hosts: [host('pi-9', { outcome: 'failed' })] })
    expect(after.hosts.get('pi-10')).toBe(before.hosts.get('pi-10'))
    expect(after.hosts.get('pi-9')?.outcome).toBe('failed')
  })

  it('stay while they are read again, and are not those of another run', () => {
    const before = mergeRun(undefined, { run: summary('a'), hosts: all })
    expect(mergeRun(before, { run: summary('a'), hosts: all.slice(0, 1) }).hosts.size).toBe(all.length)
    expect([...mergeRun(before, { run: summary('b'), hosts: all.slice(0, 1) }).hosts.keys()]).toStrictEqual(['pi-10'])
  })
})

describe('the counts of a run', () => {
  const counts = { ...none, total: 6, waiting: 2, under_way: 1, updated: 2, failed: 1 }

  it('leave out what is none, and call it no result once the run has ended', () => {
    expect(conditionCounts(summary('a', { counts }))).toStrictEqual([['failed', 1], ['under_way', 1], ['waiting', 2], ['updated', 2]])
    expect(conditionCounts(summary('a', { counts, endedAt: '2026-11-25T09:00:00.000Z' }))).toStrictEqual([
      ['failed', 1],
      ['no_result', 3],
      ['updated', 2]
    ])
  })

  it('show whether there is anything to repeat', () => {
    expect(hasUnsuccessful({ counts })).toBe(true)
    expect(hasUnsuccessful({ counts: { ...none, total: 2, updated: 1, unchanged: 1 } })).toBe(false)
  })

  it.each([
    ['cancelled', 2, null, true], ['interrupted', 2, null, true], ['cancelled', 0, null, false],
    ['failed', 2, null, false], ['succeeded', 2, null, false], [null, 2, null, false], ['interrupted', 2, 'silent', false]
  ] as const)('of a run that is %s with %d skipped, doubt %s, offer to continue it: %s', (outcome, skipped, doubt, isOffered) => {
    expect(canBeResumed({ outcome, doubt, counts: { ...none, total: 3, updated: 1, skipped } })).toBe(isOffered)
  })
})

it('a list of runs takes what is new, replaces what has changed, and stays the newest first', () => {
  const known = { runs: [summary('20261102'), summary('20261101')] }
  const merged = addPage(
    known,
    { runs: [summary('20261103'), summary('20261102', { outcome: 'failed' })], nextCursor: '20261102' },
    { older: false }
  )
  expect(merged.runs.map(({ run, outcome }) => [run, outcome])).toStrictEqual([
    ['20261103', null],
    ['20261102', 'failed'],
    ['20261101', null]
  ])
})

it('a list of runs loses those that belong among the newest and are missing there, as a run of another kind does', () => {
  const known = { runs: [summary('20261103'), summary('20261102'), summary('20261101')], nextCursor: '20261101' }
  const runsAfter = (page: RunsPart) => addPage(known, page, { older: false }).runs.map(({ run }) => run)
  expect(runsAfter({ runs: [summary('20261103')], nextCursor: '20261103' })).toStrictEqual(['20261103', '20261102', '20261101'])
  expect(runsAfter({ runs: [summary('20261102')], nextCursor: '20261102' })).toStrictEqual(['20261102', '20261101'])
  expect(runsAfter({ runs: [summary('20261103')] })).toStrictEqual(['20261103'])
  expect(runsAfter({ runs: [] })).toStrictEqual([])
})

it('a list of runs has no older ones any more once the last page was read, though the newest are read again', () => {
  const newest = { runs: [summary('20261102')], nextCursor: '20261102' }
  const first = addPage(undefined, newest, { older: false })
  expect(first.nextCursor).toBe('20261102')
  const all = addPage(first, { runs: [summary('20261101')] }, { older: true })
  expect(all.nextCursor).toBeUndefined()
  expect(addPage(all, newest, { older: false }).nextCursor).toBeUndefined()
})

it('a list of runs has no gap where more have begun since the last read than one read gives', () => {
  const known = { runs: [summary('20261102'), summary('20261101')], nextCursor: '20261101' }
  const page = { runs: [summary('20261106'), summary('20261105')], nextCursor: '20261105' }
  expect(addPage(known, page, { older: false })).toStrictEqual(page)
  expect(addPage(page, { runs: [summary('20261104'), summary('20261103')], nextCursor: '20261103' }, { older: true })).toMatchObject({
    runs: [{ run: '20261106' }, { run: '20261105' }, { run: '20261104' }, { run: '20261103' }],
    nextCursor: '20261103'
  })
})

describe("the message of a run that Ansible's callback reports, which is in English", () => {
  const of = (changes: Partial<RunSummary>) =>
    callbackMessage(summary('1', { origin: 'callback', endedAt: '2026-11-25T09:00:00.000Z', ...changes }))
  const counts = { ...none, total: 2, updated: 1, unreachable: 1 }

  it('is said by the page in its own words where it only counts, or gives one of two reasons', () => {
    expect(of({ outcome: 'failed', counts })).toBe('counts')
    expect(of({ outcome: 'failed', counts: none })).toBe('no_hosts')
    expect(of({ outcome: 'interrupted', counts })).toBe('ended_early')
  })

  it.each<[string, Partial<RunSummary>]>([
    ['succeeded', { outcome: 'succeeded', counts: { ...none, total: 1, updated: 1 } }],
    ['has come to more since it was said to have failed', { outcome: 'failed', counts: { ...none, total: 1, updated: 1 } }],
    ['is doubted by the collector', { outcome: 'failed', doubt: 'hosts', counts }],
    ['is the runner’s', { outcome: 'failed', origin: 'runner', counts }]
  ])('is left as it is where the run %s', (_case, changes) => { expect(of(changes)).toBeUndefined() })
})

it('names the hosts for a shell, and quotes what the shell would take for its own', () => {
  expect(limitOption(['pi-kiosk-20', 'pi-signage-04'])).toBe('--limit pi-kiosk-20,pi-signage-04')
  expect(limitOption(['受付', 'it\'s $HOME'])).toBe("--limit '受付,it'\\''s $HOME'")
})
