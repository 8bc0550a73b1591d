import { expect, it } from 'vitest'
import { stepName } from '../src/step-name.ts'

it.each([
  ['mimamori.fleet.release : checks | Check services, answers and commands', 'Check services, answers and commands'],
  ['release : preflight', 'release : preflight'],
  ['apt : Run a | b', 'apt : Run a | b'],
  ['Gathering Facts', 'Gathering Facts']
])('the step %s is shown by the words of its task', (step, shown) => {
  expect(stepName(step)).toBe(shown)
})
