import { expect, it } from 'vitest'
import { addDropped, type DroppedItems } from '../../../src/devices/connection/dropped-items.ts'

type Reported = readonly [stream: string, counts: Readonly<Record<string, number>>]

const none: DroppedItems = { dropped: {}, droppedByStream: [] }
const reported = (...reports: readonly Reported[]): DroppedItems =>
  reports.reduce((items, [stream, counts]) => addDropped(items, { stream, counts }), none)

it('adds up what was dropped over the restarts of an agent', () => {
  expect(reported(['first', { logs: 3 }], ['first', { logs: 5, journal: 20 }], ['second', { logs: 2 }]).dropped).toEqual({
    logs: 7,
    journal: 20
  })
})

it('counts what two machines with one key have dropped once, however often they take turns', () => {
  const turns = Array.from({ length: 50 }, (): readonly Reported[] => [['one', { logs: 5 }], ['other', { logs: 3 }]]).flat()
  expect(reported(...turns).dropped).toEqual({ logs: 8 })
  expect(reported(...turns, ['one', { logs: 6 }]).dropped).toEqual({ logs: 9 })
})

it('keeps no more of an agent that is restarted again and again', () => {
  const restarts = Array.from({ length: 100 }, (_, i): Reported => [`stream-${i}`, { logs: 1 }])
  expect(reported(...restarts).dropped).toEqual({ logs: 100 })
  expect(reported(...restarts).droppedByStream).toHaveLength(8)
})
