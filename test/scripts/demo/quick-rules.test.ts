import { ruleFile } from '@mimamori/dashboards'
import { expect, test } from 'vitest'
import { quickRules } from '../../../scripts/demo/quick-rules.ts'

const rules = ruleFile({ publicUrl: new URL('http://127.0.0.1:8080') })

test('the alerts of the demo fire within a minute, those that hold others back before them, and are otherwise the real ones', () => {
  const quick = quickRules(rules)
  const durations = new Map(
    quick.groups.flatMap((group) =>
      group.rules.flatMap((rule) => ('alert' in rule && rule.for !== undefined ? [[rule.alert, rule.for] as const] : []))
    )
  )
  expect(new Set(durations.values())).toEqual(new Set(['30s', '1m']))
  expect([durations.get('SiteSilent'), durations.get('DeviceSilent')]).toEqual(['30s', '1m'])
  const isDuration = (key: string): boolean => key === 'for' || key === 'keep_firing_for'
  const withoutDurations = (file: typeof rules): object =>
    JSON.parse(JSON.stringify(file, (key, value: unknown) => (isDuration(key) ? undefined : value))) as object
  expect(withoutDurations(quick)).toEqual(withoutDurations(rules))
})
