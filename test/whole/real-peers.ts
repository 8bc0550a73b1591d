import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertmanagerConfig, prometheusConfig, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import { startProgram, type RunningProgram } from './processes.ts'

export const prometheusProgram = '/usr/bin/prometheus'
export const nodeExporterProgram = '/usr/bin/prometheus-node-exporter'
export const alertmanagerProgram = '/usr/bin/prometheus-alertmanager'

/** The same file with its waiting times cut to seconds; whatever decides an alert, above all its expression, is untouched. */
export const hurried = (
  yaml: string,
  { forSeconds = 2, scrapeSeconds = 1 }: Pick<PrometheusPlan, 'forSeconds' | 'scrapeSeconds'> = {}
): string =>
  yaml
    .replace(/^( *(?:evaluation_interval|refresh_interval|group_wait|group_interval): ).*$/gm, '$11s')
    .replace(/^( *scrape_interval: ).*$/gm, `$1${scrapeSeconds}s`)
    .replace(/^( *keep_firing_for: ).*$/gm, '$13s')
    // Longer for what others are to hold back by then, as it is in our rules.
    .replace(/^( *for: )(.*)$/gm, (_, key: string, duration: string) => `${key}${duration === '10m' ? forSeconds : 2 * forSeconds}s`)

export interface PrometheusPlan {
  readonly directory: string
  readonly port: number
  readonly collectorUrl: string
  readonly tokenFile: string
  readonly alertmanagerPort: number
  /** How long an alert waits before it fires; 2 unless said. */
  readonly forSeconds?: number
  /** From one scrape to the next, which is the time that a scrape may take, too; 1 unless said. */
  readonly scrapeSeconds?: number
  /**
   * After how many seconds it sends Alertmanager again what fires; as it comes unless said. Alertmanager takes it for ended after four
   * times as many.
   */
  readonly resendSeconds?: number
  /** For how long it takes a sample for one of now; 300 unless said. */
  readonly lookbackSeconds?: number
  /** Jobs beside ours, and files of rules for them. */
  readonly furtherScrapes?: readonly object[]
  readonly furtherRuleFiles?: readonly string[]
  /** It scrapes the fleet exposition, too, and keeps of it these series alone, with the label `exposition="fleet"`. */
  readonly keptOfFleet?: RegExp
}

/** In the place of device targets this would be a job of an administrator's own (docs: never both). */
const fleetExpositionJob = (collectorUrl: string, tokenFile: string, kept: RegExp) => ({
  job_name: 'fleet-exposition',
  metrics_path: '/metrics/fleet',
  honor_labels: true,
  authorization: { credentials_file: tokenFile },
  static_configs: [{ targets: [new URL(collectorUrl).host] }],
  metric_relabel_configs: [
    { source_labels: ['__name__'], regex: kept.source, action: 'keep' },
    { target_label: 'exposition', replacement: 'fleet' }
  ]
})

/** Debian's Prometheus with our configuration and rules; started again on the same directory it goes on. */
export const startPrometheus = async ({
  directory, port, collectorUrl, tokenFile, alertmanagerPort, forSeconds = 2, scrapeSeconds = 1, resendSeconds, lookbackSeconds = 300,
  keptOfFleet, furtherScrapes = [], furtherRuleFiles = []
}: PrometheusPlan): Promise<RunningProgram> => {
  const ruleFile = join(directory, 'rules.yml')
  const configFile = join(directory, 'prometheus.yml')
  writeFileSync(ruleFile, hurried(ruleFileYaml({ publicUrl: new URL(collectorUrl) }), { forSeconds }))
  const config = prometheusConfig({
    collectorUrl: new URL(collectorUrl),
    tokenFile,
    ruleFiles: [ruleFile],
    alertmanagerAddress: `127.0.0.1:${alertmanagerPort}`
  }) as { readonly scrape_configs: readonly object[], readonly rule_files: readonly string[] }
  const scrapes = [
    ...config.scrape_configs,
    ...furtherScrapes,
    ...(keptOfFleet === undefined ? [] : [fleetExpositionJob(collectorUrl, tokenFile, keptOfFleet)])
  ]
  writeFileSync(
    configFile,
    hurried(yamlFile('', { ...config, rule_files: [...config.rule_files, ...furtherRuleFiles], scrape_configs: scrapes }), {
      scrapeSeconds
    })
  )
  return startProgram({
    argv: [
      prometheusProgram,
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${join(directory, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      // As short beside our two seconds as the ten minutes of the default are beside our fifteen.
      '--rules.alert.for-grace-period=1s',
      `--query.lookback-delta=${lookbackSeconds}s`,
      ...(resendSeconds === undefined ? [] : [`--rules.alert.resend-delay=${resendSeconds}s`])
    ],
    logFile: join(directory, 'prometheus.log'),
    readyUrl: `http://127.0.0.1:${port}/-/ready`
  })
}

export interface AlertmanagerPlan {
  readonly directory: string
  readonly port: number
  readonly configFile: string
}

/** Debian's Alertmanager; started again on the same directory it goes on, from what it wrote down a second ago at most. */
export const runAlertmanager = async ({ directory, port, configFile }: AlertmanagerPlan): Promise<RunningProgram> =>
  startProgram({
    argv: [
      alertmanagerProgram,
      `--config.file=${configFile}`,
      `--storage.path=${join(directory, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--data.maintenance-interval=1s'
    ],
    logFile: join(directory, 'alertmanager.log'),
    readyUrl: `http://127.0.0.1:${port}/-/ready`
  })

/** The same on our configuration with one webhook. */
export const startAlertmanager = async ({
  directory,
  port,
  webhookUrl
}: {
  readonly directory: string
  readonly port: number
  readonly webhookUrl: string
}): Promise<RunningProgram> => {
  const webhookUrlFile = join(directory, 'webhook-url')
  const configFile = join(directory, 'alertmanager.yml')
  writeFileSync(webhookUrlFile, webhookUrl)
  writeFileSync(configFile, hurried(yamlFile('', alertmanagerConfig({ webhookUrlFile }))))
  return runAlertmanager({ directory, port, configFile })
}

export interface QueriedSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What an expression gives now. */
export const query = async (port: number, expression: string): Promise<readonly QueriedSeries[]> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query: expression })}`)
  const body = (await answer.json()) as {
    status: string
    error?: string
    data: { result: { metric: Record<string, string>, value: [number, string] }[] }
  }
  if (body.status !== 'success') throw new Error(`Prometheus refused ${expression}: ${body.error}`)
  return body.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }))
}

/** What an expression gave lately, in steps. */
export const queryRange = async (
  port: number,
  expression: string,
  { lastSeconds, stepSeconds }: { readonly lastSeconds: number, readonly stepSeconds: number }
): Promise<readonly { readonly labels: Readonly<Record<string, string>>, readonly values: readonly number[] }[]> => {
  const end = Date.now() / 1000
  const answer = await fetch(
    `http://127.0.0.1:${port}/api/v1/query_range?${new URLSearchParams({ query: expression, start: String(end - lastSeconds), end: String(end), step: String(stepSeconds) })}`
  )
  const body = (await answer.json()) as {
    status: string
    error?: string
    data: { result: { metric: Record<string, string>, values: [number, string][] }[] }
  }
  if (body.status !== 'success') throw new Error(`Prometheus refused ${expression}: ${body.error}`)
  return body.data.result.map(({ metric, values }) => ({ labels: metric, values: values.map(([, value]) => Number(value)) }))
}
