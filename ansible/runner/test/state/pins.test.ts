import { expect, it } from 'vitest'
import type { Plan } from '../../src/plan/plan.ts'
import { withoutPinned } from '../../src/state/pins.ts'

it('takes from a plan who was pinned since it was made, and names them', () => {
  const plan = { hosts: [{ host: 'a' }, { host: 'b' }], pinned: ['c'] } as unknown as Plan
  const pin = { by: 'aiko', at: '2026-03-14T09:00:00.000Z' }
  expect(withoutPinned(
    plan, [{ host: 'b', ...pin }, { host: 'elsewhere', ...pin }]
  )).toMatchObject({ hosts: [{ host: 'a' }], pinned: ['c', 'b'] })
  expect(withoutPinned({ ...plan, pinned: undefined as never }, [])).toMatchObject({ hosts: [{ host: 'a' }, { host: 'b' }] })
})
