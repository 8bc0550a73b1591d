import { expect, it } from 'vitest'
import { textOf } from '../../src/plan/run-text-of.ts'
import { runText } from '../../src/text/runner-text.ts'

it('says in English one failure, and several failures', () => {
  const { budget } = runText('en').plan
  expect([budget(1, 1), budget(2, 2), budget(1, 3), budget(0, 3)]).toEqual([
    'Stops after more than 1 failure', 'Stops after more than 2 failures',
    'Stops after more than 1 failure in the canary, 3 in all', 'Stops after more than 0 failures in the canary, 3 in all'
  ])
})

it('says of a device what its run has done, or in a check what it would do', () => {
  const updatedOf = (...run: Parameters<typeof textOf>[0][]) => run.map((one) => textOf(one, runText('en')).states.updated)
  expect(updatedOf(
    { check: false }, { action: 'agent', check: false }, { action: 'restart', check: false }, { action: 'reboot', check: false }
  )).toEqual(['updated', 'updated', 'restarted', 'rebooted'])
  expect(updatedOf(
    { check: true }, { action: 'agent', check: true }, { action: 'restart', check: true }, { action: 'reboot', check: true }
  )).toEqual(['would be updated', 'would be updated', 'would be restarted', 'would be rebooted'])
})
