import { expect, it } from 'vitest'
import { withEndReasons } from '../../src/alerts/delivery/end-reasons.ts'
import { alertOf, notificationOf } from './notifications.ts'

const ended = alertOf('pi-1', 'resolved')
const known = {
  ended: [{ id: 1, fingerprint: ended.fingerprint, endsMs: Date.parse(ended.startsAt), reason: null, isNotified: true }],
  isWatched: () => true
}

it('leaves an end out that the receiver was notified of, unless the message would name no alert and stands for more', () => {
  const [alone, oneOfMany] = [notificationOf([ended]), notificationOf([ended], { truncatedAlerts: 900 })]
  expect(withEndReasons(alone, known).alerts).toEqual([])
  expect(withEndReasons(oneOfMany, known)).toEqual(oneOfMany)
})
