import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@mimamori/program/language'
import { expect, test } from 'vitest'
import { limits } from '@mimamori/contract/warnings'
import { ruleFile } from '../../src/alerts/rule-file.ts'
import { prometheusFlags } from '../../src/config/flags.ts'
import { limits as allLimits } from '../../src/limits.ts'
import { instantMetrics, selectedMetrics } from './selected-metrics.ts'
import { stableMetrics } from './stable-metrics.ts'

const docs = join(import.meta.dirname, '..', '..', '..', 'docs')
const publicUrl = new URL('http://192.168.10.2:8080')
const all = ruleFile({ publicUrl }).groups.flatMap((group) => group.rules)
const rules = all.filter((rule) => 'alert' in rule)
const recorded = all.filter((rule) => 'record' in rule)

test.each(rules)('$alert links to a page of the runbook that is there in every language', ({ alert, annotations }) => {
  expect(annotations['runbook_url']).toBe(`http://192.168.10.2:8080/admin/runbook/${alert}`)
  const pages = languages.map((language) => join(docs, language === 'en' ? '' : language, 'runbook', `${alert}.md`))
  expect(pages.filter((page) => !existsSync(page))).toEqual([])
})

test.each(rules)('$alert has a summary without templates, so that a group of alerts can share it', ({ annotations }) => {
  for (const name of ['summary', 'summary_ja']) expect(annotations[name]).toMatch(/^[^{]+[.。]$/)
})

test('Prometheus restores after its own restart what every alert has waited', () => {
  expect(prometheusFlags).toContain('--rules.alert.for-grace-period=1m')
})

test.each(rules)('$alert waits for ten minutes, longer than any restart, waits in its condition, or notifies nobody', (rule) => {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(rule.for ?? '') ?? []
  const minutes = Number(count) * ({ m: 1, h: 60, d: 1440 }[unit] ?? Number.NaN)
  if (rule.labels['severity'] === 'info' || rule.alert === 'DeviceDown') expect(rule.for).toBeUndefined()
  else expect(minutes).toBeGreaterThanOrEqual(10)
})

test.each(rules)('$alert selects only metrics that are there', ({ expr }) => {
  const known = new Set([...stableMetrics(), ...recorded.map(({ record }) => record)])
  expect(selectedMetrics(expr).filter((name) => !known.has(name))).toEqual([])
})

test.each(recorded)('$record is named after what it is made of, selects only metrics that are there, and is used', ({ record, expr }) => {
  expect(record).toMatch(/^device:(?:mimamori|node)_\w+:\w+$/)
  expect(selectedMetrics(expr).filter((name) => !stableMetrics().has(name))).toEqual([])
  expect(rules.some((rule) => rule.expr.includes(record))).toBe(true)
})

test('CollectorDown comes before DeviceSilent, which it inhibits, in one group', () => {
  const names = rules.map((rule) => rule.alert)
  expect(ruleFile({ publicUrl }).groups).toHaveLength(1)
  expect(names.indexOf('CollectorDown')).toBeLessThan(names.indexOf('DeviceSilent'))
})

test.each([
  ['DiskFull', `mimamori_device_disk_usage_ratio), "mountpoint", "/", "", "") >= ${limits.diskUsageRatio}\n`],
  ['MemoryShort', `mimamori_device_memory_usage_ratio) >= ${limits.memoryUsageRatio}\n`],
  ['TooHot', `mimamori_device_temperature_celsius) >= ${limits.temperatureCelsius}\n`],
  ['ClockWrong', `abs(mimamori_device_clock_skew_seconds)) > ${limits.clockSkewSeconds}\n`],
  ['SiteSilent', `>= ${limits.silentSiteRatio}\n`],
  ['SiteSilent', `>= ${limits.silentSiteDevices}\n`],
  ['SiteSilent', `>= ${limits.silentSmallSites}\n`],
  ['IdentityConflict', `> time() - ${limits.conflictRemembersSeconds}\n`]
])('%s begins where the page warns: %s', (alert, expected) => {
  const bridged = /last_over_time\(([^[]+)\[\w+\]\)/g
  expect(rules.find((rule) => rule.alert === alert)?.expr.replaceAll(bridged, '$1')).toContain(expected)
})

test.each(rules)(
  '$alert has its waiting time and its numbers from limits.ts, with a description that names whom it is about',
  ({ alert, annotations, expr }) => {
    const known = new Set<string>(Object.values(allLimits).map(String))
    // Beside windows of time, the numbers of PromQL itself: a truth, its absence, the seconds of a day.
    const numbers = [
      ...expr
        .replace(/#.*/g, '')
        .replace(/"[^"]*"|\[[^\]]*\]|\w*[a-z_]\w*/gi, '')
        .matchAll(/\d+(?:\.\d+)?/g)
    ].map(([number]) => number)
    expect(numbers.filter((number) => !['0', '1', '86400'].includes(number) && !known.has(number))).toEqual([])
    if (!/^(?:Watchdog|Collector|Backup|Log(?:NotStored|LinesRefused))/.test(alert)) {
      for (const name of ['description', 'description_ja']) expect(annotations[name]).toMatch(/\$labels\.(?:device|site)/)
    }
  }
)

/** Published by the collector itself, or recorded: never among late samples. */
const isNeverLate = (metric: string): boolean => /^(?:device:|mimamori_(?:backup|collector|device|update)_|up$|ALERTS$)/.test(metric)

test.each(all)('$alert$record looks back at live samples alone, not at those that came late', ({ expr }) => {
  const ranges = [...expr.replaceAll(/#.*$/gm, '').matchAll(/([a-zA-Z_:]+)(?:\{([^}]*)\})?\[\d+[smhd](?::[^\]]*)?\]/g)].filter(
    ([, metric]) => !isNeverLate(metric!)
  )
  expect(ranges.filter(([, , selector = '']) => !selector.includes('job!="device_backfill"')).map(([whole]) => whole)).toEqual([])
})

test.each(all)('$alert$record bridges missed scrapes: it selects no scraped series at one moment alone', ({ expr, ...rule }) => {
  // CollectorDown is about the scrapes themselves; the others are made by Prometheus in each evaluation.
  const bare = 'alert' in rule && rule.alert === 'CollectorDown' ? ['up'] : []
  expect(instantMetrics(expr).filter((name) => !/^(?:ALERTS$|device:)/.test(name) && !bare.includes(name))).toEqual([])
})
