import { expect, it } from 'vitest'
import { limitConcurrency } from '../../../../src/platform/http/answers/limit-concurrency.ts'

const hanako = { name: 'hanako', role: 'viewer' } as const
const taro = { name: 'taro', role: 'viewer' } as const
const admin = { name: 'admin', role: 'admin' } as const

it('refuses what comes while as many of a person as may go on, and takes more once one has ended or failed', async () => {
  const limited = limitConcurrency({ most: 9, mostByPerson: 2, what: 'searches of the log', retryAfterSeconds: 2 })
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const underWay = [limited(hanako, () => first.promise), limited(hanako, () => second.promise)]
  await expect(limited(hanako, async () => 'third')).rejects.toMatchObject({
    code: 'OVERLOADED', message: '2 searches of the log are going on already', retryAfterSeconds: 2
  })
  await expect(limited(taro, async () => 'another')).resolves.toBe('another')
  first.resolve('first')
  second.reject(new Error('no'))
  expect(await Promise.allSettled(underWay)).toMatchObject([{ value: 'first' }, { reason: { message: 'no' } }])
  expect(await Promise.all([limited(hanako, async () => 'fourth'), limited(hanako, async () => 'fifth')])).toEqual(['fourth', 'fifth'])
})

it('leaves one for administrators, and none beyond the limit of all', async () => {
  const limited = limitConcurrency({ most: 2, mostByPerson: 2, what: 'searches of the log', retryAfterSeconds: 2 })
  const never = new Promise<string>(() => {})
  void limited(hanako, () => never)
  await expect(limited(taro, async () => 'refused')).rejects.toMatchObject({ code: 'OVERLOADED' })
  void limited(admin, () => never)
  await expect(limited(admin, async () => 'refused')).rejects.toMatchObject({
    code: 'OVERLOADED', message: '2 searches of the log are going on already'
  })
})
