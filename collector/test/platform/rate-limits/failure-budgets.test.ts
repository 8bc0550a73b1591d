import { describe, expect, test } from 'vitest'
import { failureBudgets } from '../../../src/platform/rate-limits/failure-budgets.ts'
import { clockInTest } from '../../collector-in-test.ts'

describe('budgets of failures by source', () => {
  test('are counted apart', () => {
    const budgets = failureBudgets(clockInTest(0), { perMinute: 1, mostSources: 10 })
    budgets.record('a')
    expect(budgets.exhaustedForSeconds('a')).toBe(60)
    expect(budgets.exhaustedForSeconds('b')).toBeUndefined()
    expect(['a', 'b'].map((source) => budgets.hasAny(source))).toEqual([true, false])
  })

  test('are kept of a bounded number: the source that failed least lately makes room', () => {
    const budgets = failureBudgets(clockInTest(0), { perMinute: 1, mostSources: 2 })
    for (const source of ['a', 'b', 'a', 'c']) budgets.record(source)
    expect(['a', 'b', 'c'].filter((source) => budgets.exhaustedForSeconds(source) !== undefined)).toEqual(['a', 'c'])
  })
})
