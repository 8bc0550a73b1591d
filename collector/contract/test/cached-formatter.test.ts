import { expect, it } from 'vitest'
import { cachedFormatter } from '../src/cached-formatter.ts'

it('makes a formatter once while few are in use, and keeps no more than a reader with many time zones should cost', () => {
  let made = 0
  const ask = (key: string) => cachedFormatter(`test ${key}`, () => {
    made += 1
    return new Intl.DateTimeFormat('en', { timeZone: 'UTC' })
  })
  expect(ask('a')).toBe(ask('a'))
  expect(made).toBe(1)
  for (let i = 0; i < 100; i++) ask(String(i))
  ask('a')
  expect(made).toBe(102)
})
