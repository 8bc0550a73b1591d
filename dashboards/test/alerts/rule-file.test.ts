import { statSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@mimamori/program/language'
import { describe, expect, test } from 'vitest'
import { ruleFile } from '../../src/alerts/rule-file.ts'
import { selectedMetrics } from './selected-metrics.ts'
import { stableMetrics } from './stable-metrics.ts'

const docs = join(import.meta.dirname, '..', '..', '..', 'docs')
const publicUrl = new URL('http://192.168.10.2:8080')
const rulesOf = (language: typeof languages[number]) => ruleFile({ language, publicUrl }).groups.flatMap((group) => group.rules)

describe.each(languages)('the rules in %s', (language) => {
  const rules = rulesOf(language)

  test.each(rules)('$alert links to a page of the runbook that is there', ({ alert, annotations }) => {
    expect(annotations['runbook_url']).toBe(`http://192.168.10.2:8080/admin/runbook/${alert}?lang=${language}`)
    expect(statSync(join(docs, language === 'en' ? '' : language, 'runbook', `${alert}.md`), { throwIfNoEntry: false })?.isFile()).toBe(true)
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
  const { groups } = ruleFile({ language: 'en', publicUrl })
  const names = groups.map((group) => group.rules.map((rule) => rule.alert))
  expect(names).toHaveLength(1)
  expect(names[0]?.indexOf('CollectorDown')).toBeLessThan(names[0]?.indexOf('DeviceSilent') ?? -1)
})
