import { beforeAll, describe, expect, test } from 'vitest'
import { untilAllEnd } from './until-all-end.ts'

const events: string[] = []

describe('what several tests share', () => {
  const ended = untilAllEnd()
  beforeAll(() => {
    ended(() => { events.push('what was started first has ended') })
    ended(async () => { events.push('what was started last has ended') })
  })

  test.each([1, 2])('is there for test %i', () => { events.push('a test') })
})

test('what beforeAll started has ended after the tests, the last first', () => {
  expect(events).toEqual(['a test', 'a test', 'what was started last has ended', 'what was started first has ended'])
})
