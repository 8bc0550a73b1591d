import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/devices/exit-codes.ts'
import { fewAtATime } from '../../src/devices/few-at-a-time.ts'
import { failedStep, MissingError, outcomeOf, startSteps, UnreachableError, untilOneFails, type Mark } from '../../src/devices/steps.ts'

const stepsThat = async (error: Error | undefined) => {
  const steps = startSteps<'look' | 'act'>()
  await untilOneFails(steps, async () => {
    await steps.run('look', () => ({ mark: 'found', detail: 'is there', value: undefined }))
    await steps.run('act', () => error === undefined ? { mark: 'done', detail: 'so', value: undefined } : Promise.reject(error))
  })
  return steps.results
}

describe('the steps of a device', () => {
  test.each([
    [undefined, undefined, 'rotated'],
    [new MissingError('no sudo'), { step: 'act', mark: 'missing', detail: 'no sudo' }, 'missing'],
    [new UnreachableError('no answer'), { step: 'act', mark: 'unreachable', detail: 'no answer' }, 'unreachable']
  ] as const)('end with %s', async (error, failed, outcome) => {
    const results = await stepsThat(error)
    expect([failedStep(results), outcomeOf(results, 'rotated')]).toEqual([failed, outcome])
  })

  test('hide no mistake of ours', async () => {
    await expect(untilOneFails(startSteps(), () => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
  })

  test('keep none of a device that is a mistake of ours: it ends the command, and is nothing to fix on the device', async () => {
    const steps = startSteps<'look'>()
    await expect(untilOneFails(steps, () => steps.run('look', () => (undefined as unknown as { readonly value: () => never }).value()))).rejects.toThrow(TypeError)
    expect(steps.results).toEqual([])
  })

  test.each([[['found', 'found'], 'unchanged'], [['found', 'planned'], 'planned'], [['unreachable', 'done'], 'unreachable'], [['unreachable', 'missing'], 'missing']] as const)('with %j are %s', (marks, outcome) => {
    expect(outcomeOf(marks.map((mark: Mark) => ({ step: 'any', mark, detail: '' })), 'rotated')).toBe(outcome)
  })
})

test('a mistake of ours ends a command for several devices only when the others have ended', async () => {
  const ended: number[] = []
  const all = fewAtATime([1, 2, 3], 2, async (item) => {
    if (item === 1) throw new TypeError('ours')
    await setImmediate()
    ended.push(item)
  })
  await expect(all).rejects.toThrow('ours')
  expect(ended).toEqual([2, 3])
})

test.each([[['rotated', 'unchanged'], 0], [['rotated', 'unreachable'], 3], [['unreachable', 'missing'], 1]] as const)('outcomes %j end with %i', (outcomes, code) => {
  expect(exitCodeOf(outcomes.map((outcome) => ({ outcome })))).toBe(code)
})
