import { expect, test } from 'vitest'
import { createSliceCosts } from './slice-costs.ts'

test('the longest slice is that in which no garbage was collected; collections are counted separately', () => {
  const costs = createSliceCosts()
  costs.worked(0, 10, 0.009)
  costs.worked(11, 30, 0.018)
  costs.worked(30, 33, 0.003)
  costs.collected(12, 15)
  costs.collected(40, 1)
  expect(costs.summary()).toEqual({ longestSliceSeconds: 0.009, longestCollectionSeconds: 0.015, collectionSeconds: 0.016 })
})
