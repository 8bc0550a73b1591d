import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { ruleFileYaml } from '../../src/generated-files.ts'
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

/** Series in promtool's notation, one value a minute, from a moment that is the epoch. */
export type Series = Readonly<Record<string, string>>

/**
 * Runs `promtool test rules` over the generated rules and gives what it complains of: '' where all is as expected.
 */
export const complaints = (series: Series, expectations: readonly Expectation[]): string => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-rules-'))
  try {
    writeFileSync(join(directory, 'rules.yml'), ruleFileYaml({ publicUrl: new URL(origin) }))
    writeFileSync(join(directory, 'test.yml'), stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [{
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: expectations.map(({ at, alert, firing }) => ({
          eval_time: at,
          alertname: alert,
          exp_alerts: firing.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations }))
        }))
      }]
    }))
    const { status, output } = run(promtool, ['test', 'rules', join(directory, 'test.yml')])
    return status === 0 ? '' : output
  } finally {
    rmSync(directory, { recursive: true })
  }
}
