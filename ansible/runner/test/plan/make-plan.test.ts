import { expect, it } from 'vitest'
import { makePlan, type PlanOptions } from '../../src/plan/make-plan.ts'
import { releaseOf } from '../../src/plan/release-source.ts'

const work: PlanOptions['release']['work'] = {
  playbook: '/playbook.yml', queuesUnreachable: true, releaseOf, wanted: { variables: { release_revision: 'v2' }, revisions: new Map() }
}
const options: PlanOptions = {
  action: 'update',
  devices: {
    selection: { hosts: [{ host: 'a', variables: {} }], leftOut: [], pinned: [], pausedOff: [], named: [] }, groups: new Map(),
    known: new Map()
  },
  release: { work, unnamedReleases: [] },
  rollout: { canary: undefined, wavePercent: undefined, maxFailures: undefined, soakMinutes: undefined },
  settings: { inventory: '/inventory', canary: 1, wavePercent: 10, maxFailures: undefined },
  schedule: {},
  mode: { check: false, isWholeFleet: true },
  start: { by: 'aiko', language: 'en', clock: { nowMs: () => 0 } }
}

it('is as short as what was asked for: what nobody has said is not in it', () => {
  expect(makePlan(options)).toStrictEqual({
    run: expect.stringMatching(/^19700101-000000-[0-9a-f]{6}$/) as string, startedAt: '1970-01-01T00:00:00.000Z', by: 'aiko',
    language: 'en', action: 'update', queuesUnreachable: true,
    check: false, isWholeFleet: true, inventory: '/inventory', playbook: '/playbook.yml', variables: { release_revision: 'v2' },
    hosts: [{ host: 'a', connection: 'unknown', profile: 'default' }], canary: 1, waveSize: 1
  })
})

it('has what the inventory, the collector and the command line say of the run and of each device', () => {
  const devices: PlanOptions['devices'] = {
    selection: {
      hosts: [
        { host: 'a', variables: { mimamori_profile: 'small', release_name: 'kiosk' } },
        { host: 'b', variables: { mimamori_profile: 3, release_name: null } }
      ],
      leftOut: [{ host: 'c', run: '20260314-090000-000001' }], pinned: ['d'], pausedOff: ['e'], named: ['b']
    },
    groups: new Map([['kiosks', ['a']]]),
    known: new Map([['a', { connection: 'fresh', lastSeenMs: 0, isHeard: true }]])
  }
  const wanted = { release: 'kiosk', reference: 'main', revision: 'v3', variables: {}, revisions: new Map([['a', 'v2'], ['b', 'v3']]) }
  const plan = makePlan({
    ...options, devices,
    release: { work: { ...work, wanted }, unnamedReleases: ['signage'], replacesQueued: [{ host: 'f', revision: 'v3' }] },
    rollout: { canary: 0, wavePercent: 100, maxFailures: 0, soakMinutes: 5 }, settings: { ...options.settings, maxFailures: 9 },
    schedule: { notBefore: '2026-03-14T22:00:00Z' }, mode: { check: true, isWholeFleet: false }
  })
  expect(plan).toStrictEqual({
    run: expect.any(String) as string, startedAt: '1970-01-01T00:00:00.000Z', by: 'aiko', language: 'en', action: 'update',
    queuesUnreachable: true, check: true, isWholeFleet: false,
    inventory: '/inventory', playbook: '/playbook.yml', release: 'kiosk', reference: 'main', revision: 'v3', variables: {},
    hosts: [
      { host: 'a', connection: 'fresh', profile: 'small', revision: 'v2', release: 'kiosk' },
      { host: 'b', connection: 'unknown', profile: 'default', revision: 'v3', isNamed: true }
    ],
    leftOut: [{ host: 'c', run: '20260314-090000-000001' }], pinned: ['d'], pausedOff: ['e'],
    revisionGroups: [{ release: 'kiosk', revision: 'v2', groups: ['kiosks'], hosts: ['a'] }, { revision: 'v3', groups: [], hosts: ['b'] }],
    unnamedReleases: ['signage'], replacesQueued: [{ host: 'f', revision: 'v3' }],
    canary: 0, waveSize: 2, maxFailures: 0, notBefore: '2026-03-14T22:00:00Z', soakMinutes: 5
  })
})

it('goes on as carefully as the settings say where the command line says nothing', () => {
  const hosts = Array.from({ length: 21 }, (_, index) => ({ host: `pi-${index}`, variables: {} }))
  const plan = makePlan({
    ...options, devices: { ...options.devices, selection: { ...options.devices.selection, hosts } },
    settings: { ...options.settings, maxFailures: 4 }
  })
  expect(plan).toMatchObject({ canary: 1, waveSize: 2, maxFailures: 4 })
})
