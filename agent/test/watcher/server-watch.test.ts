import { expect, test } from 'vitest'
import type { ServerProblem } from '../../src/watcher/check-server.ts'
import { createServerWatch, repeatMs } from '../../src/watcher/server-watch.ts'

const minutes = (count: number) => count * 60_000
const away: ServerProblem = { kind: 'no_answer', reason: 'ECONNREFUSED' }

const arrange = (afterMs = minutes(15)) => {
  let nowMs = 1000
  const watch = createServerWatch({ clock: { monotonicMs: () => nowMs }, afterMs })
  return { watch, pass: (ms: number) => { nowMs += ms } }
}

test('a problem raises an alarm once it has lasted for its time, and not a moment before', () => {
  const { watch, pass } = arrange()
  expect(watch.state()).toEqual({ kind: 'starting' })
  watch.record(undefined)
  expect(watch.state()).toEqual({ kind: 'watching' })
  watch.record(away)
  pass(minutes(15) - 1)
  watch.record(away)
  expect([watch.state(), watch.due()]).toEqual([{ kind: 'failing', forMs: minutes(15) - 1, problem: away }, undefined])
  pass(1)
  expect([watch.state(), watch.due()]).toEqual([{ kind: 'alarm', forMs: minutes(15), problem: away }, 'firing'])
})

test('one that passes starts its time again, and another one does not', () => {
  const { watch, pass } = arrange()
  watch.record(away)
  pass(minutes(10))
  watch.record(undefined)
  watch.record(away)
  pass(minutes(10))
  expect(watch.state().kind).toBe('failing')
  const other: ServerProblem = { kind: 'notifies_nobody', problem: 'prometheus_silent' }
  watch.record(other)
  pass(minutes(5))
  expect(watch.state()).toEqual({ kind: 'alarm', forMs: minutes(15), problem: other })
})

test('the receiver is notified until it takes it, again after twelve hours, and once of the end', () => {
  const { watch, pass } = arrange(0)
  watch.record(away)
  expect([watch.due(), watch.due()]).toEqual(['firing', 'firing'])
  watch.notified('firing')
  expect(watch.due()).toBeUndefined()
  pass(repeatMs - 1)
  expect(watch.due()).toBeUndefined()
  pass(1)
  expect(watch.due()).toBe('firing')
  watch.notified('firing')
  watch.record(undefined)
  expect(watch.due()).toBe('resolved')
  watch.notified('resolved')
  expect(watch.due()).toBeUndefined()
})

test('a receiver that was never notified of it is not notified of its end', () => {
  const { watch } = arrange(0)
  watch.record(away)
  watch.record(undefined)
  expect(watch.due()).toBeUndefined()
})
