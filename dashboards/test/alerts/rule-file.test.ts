import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ruleFile } from '../../src/alerts/rule-file.ts'
import { languages, texts } from '../../src/text/index.ts'
import { selectedMetrics } from './selected-metrics.ts'
import { stableMetrics } from './stable-metrics.ts'

const top = join(import.meta.dirname, '..', '..', '..')
const rulesOf = (language: typeof languages[number]) => ruleFile(texts[language]).groups.flatMap((group) => group.rules)

describe.each(languages)('the rules in %s', (language) => {
  const rules = rulesOf(language)

  test.each(rules)('$alert has a runbook page that is there', ({ annotations }) => {
    expect(annotations['runbook_url']).toMatch(/^docs\/.+\.md$/)
    expect(statSync(join(top, annotations['runbook_url']!), { throwIfNoEntry: false })?.isFile()).toBe(true)
  })

  test.each(rules)('$alert has a summary without templates, so that a group of alerts can share it', ({ annotations }) => {
    expect(annotations['summary']).not.toContain('{{')
  })
})

test.each(rulesOf('en'))('$alert waits for as long as Prometheus restores after its own restart, or notifies nobody', (rule) => {
  const minutes = Number(/^(\d+)m$/.exec(rule.for ?? '')?.[1] ?? 0)
  if (rule.labels['severity'] === 'info') expect(rule.for).toBeUndefined()
  else expect(minutes).toBeGreaterThanOrEqual(10)
})

test.each(rulesOf('en'))('$alert selects only metrics that are there', ({ expr }) => {
  expect(selectedMetrics(expr).filter((name) => !stableMetrics().has(name))).toEqual([])
})

test('CollectorDown comes before DeviceSilent, which it inhibits, in one group', () => {
  const names = ruleFile(texts.en).groups.map((group) => group.rules.map((rule) => rule.alert))
  expect(names).toHaveLength(1)
  expect(names[0]?.indexOf('CollectorDown')).toBeLessThan(names[0]?.indexOf('DeviceSilent') ?? -1)
})
