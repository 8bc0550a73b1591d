import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { memoryEnd, planMemory } from '../../../src/devices/enroll/memory.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'

const printed = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' })
const withAvailable = (kilobytes: number) =>
  printed(`MemTotal:         437932 kB\nMemFree:           12000 kB\nMemAvailable:     ${kilobytes} kB\nBuffers:           20188 kB\n`)
const mebibytes = (count: number): number => count * 1024

describe.each(['en', 'ja'] as const)('the memory of a device, in %s', (language) => {
  const { memory: text } = enrollText(language)

  test('is what Linux says is available now, beside what it was before the agent was installed', () => {
    expect(memoryEnd(withAvailable(200_000), 270_000_000, text)).toEqual({
      mark: 'found', detail: text.beforeAndNow(270_000_000, 204_800_000),
      value: { availableBytes: 204_800_000, availableBeforeBytes: 270_000_000 }
    })
  })

  test('is only what it is now where an agent was there', () => {
    expect(memoryEnd(withAvailable(200_000), undefined, text)).toEqual({
      mark: 'found', detail: text.now(204_800_000), value: { availableBytes: 204_800_000 }
    })
  })

  test.each([[64, false], [63, true]])('with %i MiB left says what to do: %s', (left, says) => {
    expect(memoryEnd(withAvailable(mebibytes(left)), undefined, text).detail.includes(text.scarce)).toBe(says)
  })

  test('is unknown, with the reason, where the device does not tell; it is enrolled all the same', () => {
    expect(memoryEnd(
      { exitCode: 255, stdout: '', stderr: 'Connection refused\n' }, 270_000_000, text
    )).toEqual({ mark: 'found', detail: text.unknown('Connection refused'), value: undefined })
  })

  test.each([
    [270_000_000, false], [120_000_000, true], [40_000_000, true]
  ])('of which %i bytes are available is said, with what an agent would leave of it, before one is ' +
    'installed', (available, saysWhatToDo) => {
    const { mark, detail } = planMemory(available, text)
    expect(mark).toBe('planned')
    expect(detail).toContain(text.planned(available, Math.max(0, available - 65_000_000)))
    expect(detail.includes(text.scarce)).toBe(saysWhatToDo)
  })
})

test('the bound below which little is left is what the profiles of small boards want free for an update', () => {
  const defaults = readFileSync(new URL('../../../../roles/release/defaults/main.yml', import.meta.url), 'utf8')
  expect([
    ...defaults.matchAll(/^ {2}(pi\w+):\n {4}minimum_memory_mb: (\d+)$/gm)
  ].map(([, profile, megabytes]) => [profile, megabytes])).toEqual([['pi3', '64'], ['pi_zero_2w', '64']])
})
