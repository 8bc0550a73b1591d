import { expect, test } from 'vitest'
import { alerts } from '../../src/alerts/index.ts'
import { inhibitRules } from '../../src/config/inhibit-rules.ts'

/** The alerts that a matcher names; all that are about a device for a matcher of that label. */
const namedBy = ([matcher = '']: readonly string[]): readonly string[] => {
  const names = /^alertname=~"(.+)"$/.exec(matcher)?.[1]?.split('|')
  return names ?? alerts.filter(({ page }) => page?.includes('$labels.device')).map(({ name }) => name)
}

test.each(inhibitRules as readonly { source_matchers: readonly string[], target_matchers: readonly string[] }[])(
  'alerts that inhibit come before those that they inhibit: $source_matchers',
  ({ source_matchers, target_matchers }) => {
    const order = alerts.map(({ name }) => name)
    const sources = namedBy(source_matchers).map((name) => order.indexOf(name))
    const targets = namedBy(target_matchers)
      .filter((name) => !namedBy(source_matchers).includes(name))
      .map((name) => order.indexOf(name))
    expect([...sources, ...targets]).not.toContain(-1)
    expect(Math.max(...sources)).toBeLessThan(Math.min(...targets))
  }
)
