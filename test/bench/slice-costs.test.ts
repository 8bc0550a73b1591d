import { expect, test } from 'vitest'
import { createTurnWatch } from './turn-watch.ts'

test('the longest turn is that in which no garbage was collected; collections are told apart', () => {
  const watch = createTurnWatch()
  watch.turned(0, 0.5)
  watch.turned(10, 0.009)
  watch.turned(30, 0.018)
  watch.turned(33, 0.003)
  watch.collected(12, 15)
  watch.collected(40, 1)
  expect(watch.summary()).toEqual({ longestTurnSeconds: 0.009, longestCollectionSeconds: 0.015, collectionSeconds: 0.016 })
})
