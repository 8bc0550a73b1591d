import { expect, test } from 'vitest'
import { createThreadCpuClock } from './thread-cpu.ts'

/** Works until this thread has used so much CPU time by the kernel's other account of it, which counts in ticks. */
const work = (seconds: number): void => {
  const before = process.threadCpuUsage()
  for (;;) {
    const { user, system } = process.threadCpuUsage(before)
    if ((user + system) / 1e6 >= seconds) return
  }
}

test('a thread’s CPU time grows with its work', () => {
  const clock = createThreadCpuClock()
  const begun = clock()
  work(0.05)
  // The other account is late by a tick at most, at either end.
  expect(clock() - begun).toBeGreaterThan(0.04)
})

test('it measures less than a tick of the kernel', () => {
  const clock = createThreadCpuClock()
  const steps = Array.from({ length: 1000 }, () => clock())
    .map((now, index, all) => (index === 0 ? 0 : now - all[index - 1]!))
    .filter((step) => step > 0)
  expect(Math.min(...steps)).toBeLessThan(0.0005)
})
