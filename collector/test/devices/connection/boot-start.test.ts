import { expect, it } from 'vitest'
import { steadyBootStart } from '../../../src/devices/connection/connection-state.ts'

it('takes a boot to have begun when its first attempt said, however long later ones take to arrive', () => {
  expect(steadyBootStart(undefined, 5000)).toBe(5000)
  expect([5001, 5999, 4001].map((toldMs) => steadyBootStart(5000, toldMs))).toEqual([5000, 5000, 5000])
})

it('follows a clock that was set', () => {
  expect([6000, 4000].map((toldMs) => steadyBootStart(5000, toldMs))).toEqual([6000, 4000])
})
