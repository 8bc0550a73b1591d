import { expect, test } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { shownRevisions } from '../src/devices/shown-revisions.ts'

type LastUpdate = NonNullable<ClientStatus['lastUpdate']>
const update = (outcome: LastUpdate['outcome'], toRevision: string | null = '8c1b7d9'): LastUpdate => ({
  run: '20260314-093000-0a1b2c',
  release: 'signage',
  outcome,
  at: '2026-03-14T09:31:00Z',
  durationSeconds: 40,
  fromRevision: '4f1d2c9',
  toRevision
})

test('what a device says that it runs is shown, whatever its last update came to', () => {
  expect(shownRevisions({ releases: { signage: '4f1d2c9', player: '2.0' }, lastUpdate: update('updated') })).toEqual([
    { release: 'signage', revision: '4f1d2c9' },
    { release: 'player', revision: '2.0' }
  ])
})

test('of a device that says nothing of it, what its last update has proved to run is shown', () => {
  for (const outcome of ['updated', 'unchanged', 'rolled_back'] as const) {
    expect(shownRevisions({ releases: {}, lastUpdate: update(outcome) })).toEqual([{ release: undefined, revision: '8c1b7d9' }])
  }
})

test.each(['failed', 'unreachable', 'skipped'] as const)('an update that ended as %s proves nothing', (outcome) => {
  expect(shownRevisions({ releases: {}, lastUpdate: update(outcome) })).toEqual([])
})

test('nothing is shown where nothing is known', () => {
  expect([
    shownRevisions({ releases: {}, lastUpdate: null }),
    shownRevisions({ releases: {}, lastUpdate: update('updated', null) })
  ]).toEqual([[], []])
})
