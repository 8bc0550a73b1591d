import { expect, it } from 'vitest'
import { runResultLines } from '../../../src/cli/display/run-result-lines.ts'
import { runResultOf } from '../../../src/state/run-result.ts'
import { runText } from '../../../src/text/runner-text.ts'
import { planOf } from '../../plan-of.ts'

it('offers to continue a run that somebody has cancelled or that was cut off, and none whose canary has refused the revision', () => {
  const at = '2026-03-14T09:31:00.000Z'
  const plan = planOf(['a', 'b'])
  const offered = (['cancelled', 'interrupted', 'failed'] as const).filter((outcome) => runResultLines(runResultOf(plan, [
    {
      state: 'finished', host: 'a', at, startedAt: at, attempt: 1, outcome: outcome === 'failed' ? 'failed' : 'updated', durationSeconds: 1
    },
    { state: 'finished', host: 'b', at, startedAt: at, attempt: 1, outcome: 'skipped', durationSeconds: 0 }
  ], { endedAt: at, stopped: { outcome, message: 'stopped' }, warnings: [] }), runText('en'),
  'output.log').some((line) => line.includes(`--resume ${plan.run}`)))
  expect(offered).toStrictEqual(['cancelled', 'interrupted'])
})
