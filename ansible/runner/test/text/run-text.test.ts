import { expect, it } from 'vitest'
import { runText } from '../../src/text/runner-text.ts'

it('says in English one failure, and several failures', () => {
  const { budget } = runText('en').plan
  expect([budget(1, 1), budget(2, 2), budget(1, 3), budget(0, 3)]).toEqual([
    'Stops after more than 1 failure', 'Stops after more than 2 failures', 'Stops after more than 1 failure in the canary, 3 in all', 'Stops after more than 0 failures in the canary, 3 in all'
  ])
})
