import { describe, expect, test } from 'vitest'
import { NoDataError, type Collector } from '@mimamori/exporter'
import { gauge } from '@mimamori/exporter/text-format'
import { createLogger } from '../../src/log/logger.ts'
import { isClockSynchronised } from '../../src/measure/clock-synchronised.ts'
import { createMeasure } from '../../src/measure/measure.ts'

const create = (...collectors: Collector[]) => {
  const lines: string[] = []
  return {
    lines,
    measure: createMeasure(
      collectors,
      createLogger('info', ({ level, message, fields }) => lines.push(`${level}: ${message} ${String(fields['collector'])}`))
    )
  }
}

describe('a measure', () => {
  test('logs a collector when it begins to fail and when it works again, and knows which fail', async () => {
    let isBroken = true
    const { measure, lines } = create({
      name: 'timex',
      collect () {
        if (isBroken) throw new Error('no perl')
        return []
      }
    })
    await measure.collect()
    await measure.collect()
    expect([...measure.failing]).toEqual([['timex', 'no perl']])
    isBroken = false
    await measure.collect()
    await measure.collect()
    expect(lines).toEqual(['warn: collector failed timex', 'info: collector works again timex'])
    expect(measure.failing.size).toBe(0)
  })

  test('takes it for no failure where the machine has nothing of a kind', async () => {
    const { measure, lines } = create({ name: 'hwmon', collect () { throw new NoDataError('no chip') } })
    await measure.collect()
    expect([lines, measure.failing.size]).toEqual([[], 0])
  })
})

describe('whether the clock is synchronised', () => {
  test('is what the newest collection says', () => {
    expect(isClockSynchronised([gauge('mimamori_clock_synchronised', 'x', 1)])).toBe(true)
    expect(isClockSynchronised([gauge('mimamori_clock_synchronised', 'x', 0)])).toBe(false)
  })

  test('is no where nobody knows', () => {
    expect(isClockSynchronised([])).toBe(false)
  })
})
