import { describe, expect, it } from 'vitest'
import { fairShares } from '../../src/logs/fair-share.ts'

const shares = (bytes: Readonly<Record<string, number>>, max: number) =>
  Object.fromEntries(fairShares(Object.entries(bytes).map(([deviceId, needed]) => ({ deviceId, bytes: needed })), max))

describe('fair shares of the space', () => {
  it('leave everyone alone where there is enough', () => {
    expect(shares({ a: 10, b: 20 }, 100)).toEqual({ a: 10, b: 20 })
  })

  it('cut down those that take more than their part, to equal parts of the rest', () => {
    expect(shares({ small: 10, big: 500, bigger: 900 }, 110)).toEqual({ small: 10, big: 50, bigger: 50 })
  })
})
