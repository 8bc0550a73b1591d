import { describe, expect, it } from 'vitest'
import { NoDataError } from '../src/collector.ts'
import { failureLog } from '../src/failure-log.ts'

const minuteMs = 60_000

/** The log of a collector `a`, with a clock that stands still until it is moved. */
const logged = () => {
  let nowMs = 0
  const lines: string[] = []
  const log = failureLog({
    failed: (collector, reason) => lines.push(`${collector} failed: ${reason}`),
    worksAgain: (collector) => lines.push(`${collector} works again`),
    monotonicMs: () => nowMs
  })
  return {
    lines,
    failing: log.failing,
    fail: (message: string) => log.onFailure({ collector: 'a', error: new Error(message), noData: false }),
    haveNone: () => log.onFailure({ collector: 'a', error: new NoDataError('none'), noData: true }),
    work: () => log.onSuccess('a'),
    pass: (minutes: number) => { nowMs += minutes * minuteMs }
  }
}

describe('the log of failures', () => {
  it('says a failure once, however long it goes on, and that it is over', () => {
    const { lines, failing, fail, work, pass } = logged()
    fail('broken')
    pass(60)
    fail('broken')
    expect([...failing]).toEqual([['a', 'broken']])
    work()
    work()
    expect([lines, failing.size]).toEqual([['a failed: broken', 'a works again'], 0])
  })

  it('says a reason that changes each time, as one with a number of a process in it, every ten minutes, and knows the newest', () => {
    const { lines, failing, fail, pass } = logged()
    for (let minute = 0; minute <= 20; minute++) {
      fail(`process ${minute} died`)
      expect(failing.get('a')).toBe(`process ${minute} died`)
      pass(1)
    }
    expect(lines).toEqual(['a failed: process 0 died', 'a failed: process 10 died', 'a failed: process 20 died'])
  })

  it('says a reason that has changed within ten minutes once they are over', () => {
    const { lines, fail, pass } = logged()
    fail('broken')
    pass(1)
    fail('torn')
    expect(lines).toEqual(['a failed: broken'])
    pass(9)
    fail('torn')
    expect(lines).toEqual(['a failed: broken', 'a failed: torn'])
  })

  it('says of one that fails every other time that it does every ten minutes', () => {
    const { lines, fail, work, pass } = logged()
    for (let minute = 0; minute <= 10; minute++) {
      if (minute % 2 === 0) fail('broken')
      else work()
      pass(1)
    }
    expect(lines).toEqual(['a failed: broken', 'a works again', 'a failed: broken'])
  })

  it('has no line for a machine that has nothing of the kind', () => {
    const { lines, failing, haveNone } = logged()
    haveNone()
    expect([lines, failing.size]).toEqual([[], 0])
  })
})
