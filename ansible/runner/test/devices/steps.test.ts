import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { eachDevice } from '../../src/devices/each-device.ts'
import { exitCodeOf } from '../../src/devices/exit-codes.ts'
import type { RotateResult } from '../../src/devices/rotate/rotate-device.ts'
import { failedStep, MissingError, outcomeOf, startSteps, UnreachableError, untilOneFails, type Mark } from '../../src/devices/steps.ts'
import { rotateText } from '../../src/devices/devices-texts.ts'

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
    await expect(untilOneFails(
      steps, () => steps.run('look', () => (undefined as unknown as { readonly value: () => never }).value())
    )).rejects.toThrow(TypeError)
    expect(steps.results).toEqual([])
  })

  test.each(
    [
      [['found', 'found'], 'unchanged'], [['found', 'planned'], 'planned'], [['unreachable', 'done'], 'unreachable'],
      [['unreachable', 'missing'], 'missing']
    ] as const
  )('with %j are %s', (marks, outcome) => {
    expect(outcomeOf(marks.map((mark: Mark) => ({ step: 'any', mark, detail: '' })), 'rotated')).toBe(outcome)
  })
})

describe('a mistake of ours while several devices are worked on', () => {
  const results: RotateResult[] = ['a', 'b', 'c'].map((id) => ({ id, address: id, outcome: 'unchanged', steps: [] }))
  const workOnAll = async (isWrongAt: (id: string) => boolean) => {
    let written = ''
    const error: unknown = await eachDevice({
      items: results,
      atATime: 2,
      work: async (result) => {
        if (isWrongAt(result.id)) throw new TypeError('ours')
        await setImmediate()
        return result
      },
      given: { isJson: true, isPlan: false },
      terminal: { write: (text) => { written += text }, writeError: () => undefined },
      text: rotateText('en')
    }).catch((thrown: unknown) => thrown)
    return { written, error }
  }

  test('ends the command when those under way have ended: what was done is printed, and no other device is begun', async () => {
    const { written, error } = await workOnAll((id) => id === 'a')
    expect(error).toEqual(new TypeError('ours'))
    expect(JSON.parse(written)).toEqual({ exitCode: 70, plan: false, devices: [expect.objectContaining({ id: 'b' })] })
  })

  test('prints nothing where nothing was done', async () => {
    expect(await workOnAll(() => true)).toEqual({ written: '', error: new TypeError('ours') })
  })
})

test.each(
  [[['rotated', 'unchanged'], 0], [['rotated', 'unreachable'], 3], [['unreachable', 'missing'], 1]] as const
)('outcomes %j end with %i', (outcomes, code) => {
  expect(exitCodeOf(outcomes.map((outcome) => ({ outcome })))).toBe(code)
})
