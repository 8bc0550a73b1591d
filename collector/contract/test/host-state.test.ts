import { describe, expect, test } from 'vitest'
import { nextHostState, updateHosts, waitingHost, type HostState } from '../src/index.ts'
import { hostStateCases } from './fixtures.ts'

describe('a host of a run', () => {
  test.each(hostStateCases)('$host', ({ items, startedAt }) => {
    expect(updateHosts.parse({ hosts: items.map(({ item }) => item) }).hosts).toStrictEqual(items.map(({ item }) => item))
    let state: HostState = waitingHost('pi-1')
    const changes = items.map(({ item }) => {
      const next = nextHostState(state, item)
      state = next ?? state
      return next !== undefined
    })
    expect(changes).toStrictEqual(items.map((one) => one.changes))
    expect(state).toStrictEqual({ ...items.findLast((one) => one.changes)?.item, startedAt })
  })
})
