import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { takeLogs } from '../../src/spool/batch/log-batch.ts'
import { createSpoolChannel } from '../../src/delivery/spool-channel.ts'
import { createCard } from '../spool/disk/card.ts'
import { createLineSpool, linesOf, stream } from '../spool/line-spool.ts'

const create = (count: number, items = 100) => {
  const { spool, add, clock } = createLineSpool({ limits: { items, bytes: 100_000 } })
  add(...Array.from({ length: count }, (_, i) => i + 1))
  return { spool, channel: createSpoolChannel({ kind: 'logs', spool, takePart: takeLogs, clock, backlogItemsPerSecond: 10 }) }
}
const identity = ({ stream, sequence }: Batch) => `${stream} ${sequence}`

describe('the channel of a spool', () => {
  test('sends the oldest lines first and goes on when they have arrived', () => {
    const { channel, spool } = create(5, 2)
    for (const lines of [[1, 2], [3, 4], [5]]) {
      expect(linesOf(channel.head())).toEqual(lines)
      channel.acknowledged()
    }
    expect(channel.head()).toBeUndefined()
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 0 })
  })

  test('sends both halves of what is too large in order, and then goes on with the next batch', () => {
    const { channel, spool } = create(6, 5)
    channel.head()
    channel.tooLarge()
    expect(linesOf(channel.head())).toEqual([1, 2, 3])
    channel.tooLarge()
    for (const lines of [[1, 2], [3], [4, 5]]) {
      expect(linesOf(channel.head())).toEqual(lines)
      expect(channel.head()).toBe(channel.head())
      channel.acknowledged()
    }
    expect(linesOf(channel.head())).toEqual([6])
    expect(channel.head()).toMatchObject({ stream, sequence: 2 })
    expect(spool.stats().dropped).toBe(0)
  })

  test('gives the halves places in a stream of their own that rise, and are the same after a restart', () => {
    const placesOf = () => {
      const { channel } = create(5)
      channel.head()
      channel.tooLarge()
      const places = [channel.head()!]
      channel.tooLarge()
      for (let batch = channel.head(); batch !== undefined; batch = channel.head()) {
        places.push(batch)
        channel.acknowledged()
      }
      return places
    }
    const [first, ...sent] = placesOf()
    expect(new Set([first!, ...sent].map(identity)).size).toBe(4)
    for (const place of sent) expect(place.stream).toBe(`${stream}-1`)
    expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map(({ sequence }) => sequence).sort((a, b) => a - b))
    expect(placesOf().map(identity)).toEqual([first!, ...sent].map(identity))
  })

  test('loses a single line that is too large, counts it, and goes on', () => {
    const { channel } = create(2, 1)
    channel.head()
    channel.tooLarge()
    expect(channel.droppedCount()).toBe(1)
    expect(linesOf(channel.head())).toEqual([2])
  })

  test('sets aside a batch that is refused for good, counts its lines, and goes on', () => {
    const { channel } = create(3, 2)
    channel.head()
    channel.rejected()
    expect(channel.droppedCount()).toBe(2)
    expect(linesOf(channel.head())).toEqual([3])
  })

  test('counts a half that is refused for good at once, and delivers the other', () => {
    const { channel, spool } = create(4)
    channel.head()
    channel.tooLarge()
    channel.head()
    channel.rejected()
    expect(channel.droppedCount()).toBe(2)
    expect(linesOf(channel.head())).toEqual([3, 4])
    channel.acknowledged()
    expect([channel.droppedCount(), spool.stats().dropped]).toEqual([2, 2])
  })

  test('sends a backlog at its rate, and what comes behind it at once', async () => {
    const card = createCard()
    const { add, spool } = card.run({ limits: { items: 20, bytes: 100_000 } })
    add(...Array.from({ length: 40 }, (_, i) => i + 1))
    await card.clock.advance(60_000)
    spool.flush()
    add(41)
    const channel = createSpoolChannel({ kind: 'logs', spool, takePart: takeLogs, clock: card.clock, backlogItemsPerSecond: 10 })
    const deliver = (): number[] => {
      const lines = linesOf(channel.head())
      channel.acknowledged()
      return lines
    }
    expect(deliver()).toHaveLength(20)
    expect([channel.head(), channel.pauseMs?.()]).toEqual([undefined, 2000])
    await card.clock.advance(1999)
    expect(channel.head()).toBeUndefined()
    await card.clock.advance(1)
    expect(channel.pauseMs?.()).toBeUndefined()
    expect(deliver()).toHaveLength(20)
    expect(deliver()).toEqual([41])
  })

  test('knows how old its oldest line is', () => {
    const { channel } = create(2)
    expect(channel.oldestAgeMs()).toBe(999)
    channel.head()
    channel.acknowledged()
    expect(channel.oldestAgeMs()).toBeUndefined()
  })
})
