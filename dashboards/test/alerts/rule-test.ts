import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { ruleFile } from '../../src/alerts/rule-file.ts'
import { promtool, run } from '../debian-tool.ts'

const origin = 'https://mimamori.factory.lan'

/** What every alert of this name links to for what to do. */
export const runbookOf = (alert: string): string => `${origin}/admin/runbook/${alert}`
/** The address of one of the collector's pages. */
export const pageAt = (path: string): string => origin + path

/** What should fire at one moment; every label and annotation is compared. */
export interface Expectation {
  readonly at: string
  readonly alert: string
  readonly firing: readonly {
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }[]
}

/** Series in promtool's notation, from a moment that is the epoch. */
export type Series = Readonly<Record<string, string>>

/** What happens, and what should fire meanwhile. */
export interface Story {
  readonly series: Series
  readonly expectations: readonly Expectation[]
  /** How many minutes lie between two values, and between two evaluations; 1 unless given. */
  readonly everyMinutes?: number
}

/**
 * The rules with only these alerts, and the recorded series that they read: the others would take most of the time. They end
 * as their conditions do, without the time that each alert goes on after that.
 */
const rulesOf = (names: ReadonlySet<string>): object => ({
  groups: ruleFile({ publicUrl: new URL(origin) }).groups.map(({ name, rules }) => {
    const alerts = rules.filter((rule) => 'alert' in rule).filter(({ alert }) => names.has(alert))
      .map(({ keep_firing_for: _after, ...rule }) => rule)
    const recorded = rules.filter((rule) => 'record' in rule && alerts.some(({ expr }) => expr.includes(rule.record)))
    return { name, rules: [...recorded, ...alerts] }
  })
})

/** Runs `promtool test rules` over the generated rules and gives what it complains of: '' where all is as expected. */
export const complaintsAbout = (stories: readonly Story[]): string => {
  const directory = temporaryDirectory()
  writeFileSync(
    join(directory, 'rules.yml'),
    stringify(rulesOf(new Set(stories.flatMap(({ expectations }) => expectations.map(({ alert }) => alert)))))
  )
  for (const [i, { series, expectations, everyMinutes = 1 }] of stories.entries()) {
    writeFileSync(join(directory, `test-${i}.yml`), stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: `${everyMinutes}m`,
      tests: [{
        interval: `${everyMinutes}m`,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: expectations.map(({ at, alert, firing }) => ({
          eval_time: at,
          alertname: alert,
          exp_alerts: firing.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations }))
        }))
      }]
    }))
  }
  const { status, output } = run(promtool, ['test', 'rules', ...stories.map((_, i) => join(directory, `test-${i}.yml`))])
  return status === 0 ? '' : output
}

/** The same of one story with a value a minute. */
export const complaints = (series: Series, expectations: readonly Expectation[]): string => complaintsAbout([{ series, expectations }])
