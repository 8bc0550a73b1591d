import { expect, it } from 'vitest'
import { atOnce } from '../../../src/http/answers/at-once.ts'

it('refuses what comes while as many as may go on, and takes more once one has ended or failed', async () => {
  const limited = atOnce({ most: 2, what: 'searches of the log', retryAfterSeconds: 2 })
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const underWay = [limited(() => first.promise), limited(() => second.promise)]
  await expect(limited(async () => 'third')).rejects.toMatchObject({ code: 'OVERLOADED', message: '2 searches of the log are going on already', retryAfterSeconds: 2 })
  first.resolve('first')
  second.reject(new Error('no'))
  expect(await Promise.allSettled(underWay)).toMatchObject([{ value: 'first' }, { reason: { message: 'no' } }])
  expect(await Promise.all([limited(async () => 'fourth'), limited(async () => 'fifth')])).toEqual(['fourth', 'fifth'])
})
