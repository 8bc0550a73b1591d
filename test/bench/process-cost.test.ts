import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { cpuSeconds, memoryOf } from './process-cost.ts'

test('a process’s CPU grows with its work, and with that of children that have ended', () => {
  const before = cpuSeconds(process.pid)
  const busy = 'const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);'
  spawnSync(process.execPath, ['--eval', busy])
  expect(cpuSeconds(process.pid) - before).toBeGreaterThanOrEqual(0.3)
})

test('its memory is given in bytes: the anonymous part of what is resident', () => {
  const ballast = Buffer.alloc(64e6, 1)
  const { anonymousBytes, residentBytes } = memoryOf(process.pid)
  expect(anonymousBytes).toBeGreaterThan(ballast.length)
  expect(residentBytes).toBeGreaterThan(anonymousBytes)
  expect(residentBytes).toBeLessThan(4e9)
})
