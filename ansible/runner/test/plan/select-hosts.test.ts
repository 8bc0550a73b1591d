import { expect, it } from 'vitest'
import { revisionGroups } from '../../src/plan/revision-groups.ts'
import { selectHosts } from '../../src/plan/select-hosts.ts'

const limited = ['a', 'b'].map((host) => ({ host, variables: {} }))
const off = { connection: 'paused', isHeard: false, lastSeenMs: undefined } as const

it('leaves out of what a later run has updated only devices that the limit leaves', () => {
  const updatedSince = ['a', 'elsewhere'].map((host) => ({ host, run: '20260314-093000-0a1b2c' }))
  expect(selectHosts({
    limited, updatedSince, pinned: new Set(), known: new Map()
  })).toMatchObject({ hosts: [{ host: 'b' }], leftOut: [{ host: 'a' }] })
})

it('names a pinned device that is paused and off as pinned alone', () => {
  expect(selectHosts({
    limited, updatedSince: [], pinned: new Set(['a']), known: new Map([['a', off], ['b', off]])
  })).toMatchObject({ hosts: [], pinned: ['a'], pausedOff: ['b'] })
})

it('groups devices by what they get as soon as that differs', () => {
  const hosts = ['v1', 'v2'].map((revision, index) => ({ host: `h${index}`, connection: 'fresh', profile: 'default', revision } as const))
  expect(revisionGroups(hosts, { groups: new Map() })).toHaveLength(2)
  expect(revisionGroups(hosts.slice(1), { groups: new Map() })).toBeUndefined()
})
