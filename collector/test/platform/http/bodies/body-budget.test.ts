import { describe, expect, it } from 'vitest'
import { createBodyBudget } from '../../../../src/platform/http/bodies/body-budget.ts'

const pi = { name: 'device pi', mostBytes: 100 }
const other = { name: 'device other', mostBytes: 100 }
const overloaded = expect.objectContaining({ code: 'OVERLOADED', statusCode: 503, retryAfterSeconds: 5 }) as Error

describe('the bytes of bodies that are held', () => {
  it('are bounded by key, over all its requests', () => {
    const budget = createBodyBudget({ totalBytes: 1000 })
    budget.open(pi).take(60)
    expect(() => budget.open(pi).take(41)).toThrow(overloaded)
    budget.open(other).take(100)
    expect(budget.bytes).toBe(160)
  })

  it('are bounded for the whole process', () => {
    const budget = createBodyBudget({ totalBytes: 150 })
    budget.open(pi).take(100)
    expect(() => budget.open(other).take(51)).toThrow(overloaded)
  })

  it('are free again when they are given back, once', () => {
    const budget = createBodyBudget({ totalBytes: 1000 })
    const lease = budget.open(pi)
    lease.take(90)
    lease.give(30)
    expect(budget.bytes).toBe(60)
    lease.release()
    lease.release()
    expect(budget.bytes).toBe(0)
    budget.open(pi).take(100)
  })

  it('are given back to the system with the lease, where they are of a body of its own', () => {
    const lease = createBodyBudget({ totalBytes: 1_000_000 }).open(pi)
    const body = Buffer.allocUnsafeSlow(100_000)
    lease.own(body)
    expect(body.length).toBe(100_000)
    lease.release()
    expect(body.length).toBe(0)
  })

  it('stay where they are in memory that others share', () => {
    const lease = createBodyBudget({ totalBytes: 1000 }).open(pi)
    const small = Buffer.from('a 1\n')
    lease.own(small)
    lease.release()
    expect(small.toString()).toBe('a 1\n')
  })

  it('are about a kilobyte for anyone without a key, whatever room there is', () => {
    const lease = createBodyBudget({ totalBytes: 1_000_000 }).open(undefined)
    lease.take(1000)
    lease.give(1000)
    lease.take(1024)
    expect(() => lease.take(1)).toThrow(expect.objectContaining({ code: 'BODY_TOO_LARGE' }))
  })
})
