import { describe, expect, test } from 'vitest'
import { NoDataError, type Collector } from '@mimamori/exporter'
import { gauge } from '@mimamori/exporter/text-format'
import { createLogger } from '../../src/log/logger.ts'
import { isClockSynchronised } from '../../src/measure/clock-synchronised.ts'
import { createMeasure } from '../../src/measure/measure.ts'

const create = (...collectors: Collector[]) => {
  const lines: string[] = []
  return { lines, measure: createMeasure(collectors, createLogger('info', ({ level, message, fields }) => lines.push(`${level}: ${message} ${String(fields['collector'])}`))) }
}
const counting = (name: string): Collector & { count: number } => {
  const collector = { name, count: 0, collect: async () => [gauge(`node_${name}`, 'x', ++collector.count)] }
  return collector
}

describe('a measure', () => {
  test('that is asked twice at once is taken once', async () => {
    const load = counting('load')
    const { measure } = create(load)
    const [first, second] = await Promise.all([measure.collect(), measure.collect()])
    expect(first).toBe(second)
    await measure.collect()
    expect(load.count).toBe(2)
  })

  test('of chosen collectors leaves the others alone, and waits for the one under way', async () => {
    let underWay = 0
    let most = 0
    const slow = (name: string): Collector => ({
      name,
      async collect () {
        most = Math.max(most, ++underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay -= 1
        return [gauge(`node_${name}`, 'x', 1)]
      }
    })
    const { measure } = create(slow('a'), slow('b'))
    const [, chosen] = await Promise.all([measure.collect(), measure.collect(new Set(['b']))])
    expect(chosen.map(({ name }) => name)).toEqual(['node_b', 'node_scrape_collector_duration_seconds', 'node_scrape_collector_success'])
    expect(most).toBe(1)
  })

  test('says when it has been taken, whether all were asked or some', async () => {
    let count = 0
    const measure = createMeasure([counting('load')], createLogger('error', () => undefined), { afterEach: () => { count += 1 } })
    await Promise.all([measure.collect(), measure.collect()])
    await measure.collect(new Set(['load']))
    await new Promise((resolve) => setImmediate(resolve))
    expect(count).toBe(2)
  })

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
    expect([...measure.failing()]).toEqual([['timex', 'no perl']])
    isBroken = false
    await measure.collect()
    await measure.collect()
    expect(lines).toEqual(['warn: collector failed timex', 'info: collector works again timex'])
    expect(measure.failing().size).toBe(0)
  })

  test('takes it for no failure where the machine has nothing of a kind', async () => {
    const { measure, lines } = create({ name: 'hwmon', collect () { throw new NoDataError('no chip') } })
    await measure.collect()
    expect([lines, measure.failing().size]).toEqual([[], 0])
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
