import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { forgetOldRuns, maxUndelivered } from '../../src/run/forget-old-runs.ts'
import { latestRun } from '../../src/state/runs.ts'
import { openStateDirectory, type StateDirectory } from '../../src/state/state-directory.ts'

let directory: string
let state: StateDirectory
beforeEach(() => {
  directory = temporaryDirectory()
  state = openStateDirectory(directory, directory)
})

const addRun = (day: string, { hasEnded }: { readonly hasEnded: boolean }): string => {
  const run = `202603${day}-090000-000001`
  mkdirSync(state.run(run).directory)
  if (hasEnded) writeFileSync(state.run(run).result, '{}')
  return run
}

it('removes the oldest of the runs that have ended, and keeps as many as are asked for', () => {
  const [, second, third] = ['01', '02', '03'].map((day) => addRun(day, { hasEnded: true }))
  forgetOldRuns(state, 2)
  expect(state.runs()).toStrictEqual([second, third])
})

it('keeps what the collector has not got all of, but for the oldest of very many, and gives those', () => {
  const runs = ['01', '02', '03'].map((day) => addRun(day, { hasEnded: true }))
  writeFileSync(state.run(runs[0]!).undelivered, '{}')
  expect(forgetOldRuns(state, 1)).toStrictEqual([])
  expect(state.runs()).toStrictEqual([runs[0]])
  for (let number = 0; number < maxUndelivered; number++) {
    const run = `20260404-090000-${String(number).padStart(6, '0')}`
    mkdirSync(state.run(run).directory)
    for (const name of ['result', 'undelivered'] as const) writeFileSync(state.run(run)[name], '{}')
  }
  expect(forgetOldRuns(state, 1)).toStrictEqual([runs[0]])
  expect(state.runs()).toHaveLength(maxUndelivered)
})

it('keeps the run that is just beginning where the clock was set back, and knows it for the latest', () => {
  const beginning = addRun('01', { hasEnded: false })
  const [, third] = ['02', '03'].map((day) => addRun(day, { hasEnded: true }))
  writeFileSync(state.lock, `${beginning}\n`)
  forgetOldRuns(state, 2)
  expect(state.runs()).toStrictEqual([beginning, third])
  expect(latestRun(state)).toBe(beginning)
  forgetOldRuns(state, 1)
  expect(state.runs()).toStrictEqual([beginning])
})

it('goes by the time of the runs where the lock names none', () => {
  expect(latestRun(state)).toBeUndefined()
  const [, second] = ['01', '02'].map((day) => addRun(day, { hasEnded: true }))
  writeFileSync(state.lock, '')
  expect(latestRun(state)).toBe(second)
})

it('orders runs by when they began, not by when they were planned', () => {
  const [first, second, third] = ['01', '02', '03'].map((day) => addRun(day, { hasEnded: true }))
  // Somebody has looked at its plan for two days.
  writeFileSync(state.run(first!).plan, JSON.stringify({ run: first, startedAt: '2026-03-02T12:00:00.000Z' }, undefined, 2))
  writeFileSync(state.run(second!).plan, '{"run"')
  expect(state.runs()).toStrictEqual([second, first, third])
  forgetOldRuns(state, 2)
  expect(state.runs()).toStrictEqual([first, third])
})
