import { expect, it } from 'vitest'
import { createBackoff } from '../../../src/report/collector/run-sender.ts'

/** At how many of the regular tries one is made, each of which fails. */
const triesOf = (backoff: ReturnType<typeof createBackoff>, ticks: number): number[] =>
  Array.from({ length: ticks }, (_, tick) => tick).filter(() => {
    const isDue = backoff.isDue()
    if (isDue) backoff.record(true)
    return isDue
  })

it('tries ever less often while it fails, and at least each half minute', () => {
  expect(triesOf(createBackoff(), 130)).toStrictEqual([0, 2, 5, 10, 19, 36, 66, 96, 126])
})

it('tries at each regular time again once it has not failed', () => {
  const backoff = createBackoff()
  triesOf(backoff, 20)
  backoff.record(false)
  expect([backoff.isDue(), backoff.isDue(), backoff.isDue()]).toStrictEqual([true, true, true])
})
