import { expect, test } from 'vitest'
import { joinRounds } from './event-loop.ts'

const round = (seconds: number) => ({
  p999Seconds: seconds,
  maximumSeconds: seconds * 2,
  longestSliceSeconds: seconds / 2,
  longestCollectionSeconds: seconds * 3,
  collectionSeconds: seconds
})

test('rounds are joined by the median of what is a share, and the longest of all is the longest', () => {
  expect(joinRounds([1, 9, 2, 3, 4].map(round))).toEqual({
    p999Seconds: 3,
    maximumSeconds: 18,
    longestSliceSeconds: 4.5,
    longestCollectionSeconds: 27
  })
})
