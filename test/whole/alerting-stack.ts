import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertmanagerConfig, yamlFile } from '@mimamori/dashboards'
import { alertmanagerClient, type AlertmanagerClient } from '../../collector/src/alerts/alertmanager/alertmanager-client.ts'
import { temporaryDirectory, type Until } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { importDevices, type FormerDevice } from './former-devices.ts'
import { hurried, query, runAlertmanager, startPrometheus, type QueriedSeries } from './real-peers.ts'
import type { RunningProgram } from './processes.ts'

/** A program that can be stopped, also by force, and started again on what it has written down. */
export interface Restartable {
  start (): Promise<void>
  stop (signal?: NodeJS.Signals): Promise<void>
  signal (signal: NodeJS.Signals): void
}

/** Collector, Prometheus and Alertmanager as `npm start` sets them up: Alertmanager on the configuration that the collector writes. */
export interface AlertingStack {
  readonly directory: string
  readonly collector: CollectorHandle
  readonly alertmanager: Restartable & AlertmanagerClient
  readonly prometheus: Restartable & { readonly url: string, query (expression: string): Promise<readonly QueriedSeries[]> }
}

interface Options {
  readonly devices: readonly FormerDevice[]
  /** Adds the receivers, before Alertmanager starts. */
  readonly addReceivers: (collector: CollectorHandle) => Promise<void>
  /** For how many seconds Alertmanager waits before a group's first message, and from one of its messages to the next; 1 unless said. */
  readonly groupSeconds?: { readonly wait: number, readonly interval: number }
  /** From one scrape to the next; 1 unless said. */
  readonly scrapeSeconds?: number
  /** After how many seconds Prometheus sends again what fires; 10 unless said. */
  readonly resendSeconds?: number
  /** For how long Prometheus takes a sample for one of now; 300 unless said. */
  readonly lookbackSeconds?: number
  /** When all of it ends. */
  readonly over: Until
}

const restartable = (run: () => Promise<RunningProgram>, over: Until): Restartable => {
  let program: RunningProgram | undefined
  const stop = async (signal?: NodeJS.Signals): Promise<void> => {
    await program?.stop(signal)
    program = undefined
  }
  over(() => stop())
  return {
    stop,
    signal (signal) { program?.signal(signal) },
    async start () { program = await run() }
  }
}

/** Starts all of it with the server's clock confirmed, and waiting times cut to seconds. */
export const startAlertingStack = async ({
  devices, addReceivers, groupSeconds = { wait: 1, interval: 1 }, scrapeSeconds = 1, resendSeconds = 10, lookbackSeconds = 300, over
}: Options): Promise<AlertingStack> => {
  const directory = temporaryDirectory(over)
  const [port, alertmanagerPort, prometheusPort] = [await freePort(), await freePort(), await freePort()]
  const alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`
  const [base, configFile] = [join(directory, 'base.yml'), join(directory, 'configuration', 'alertmanager.yml')]
  writeFileSync(
    base,
    hurried(yamlFile('', alertmanagerConfig({})))
      .replace('group_wait: 1s', `group_wait: ${groupSeconds.wait}s`)
      .replace('group_interval: 1s', `group_interval: ${groupSeconds.interval}s`)
  )
  const collector = collectorAt({
    directory,
    port,
    settings: { MIMAMORI_ALERTMANAGER_URL: alertmanagerUrl, MIMAMORI_ALERTMANAGER_CONFIG: configFile, MIMAMORI_ALERTMANAGER_BASE: base }
  })
  over(() => collector.stop())
  await collector.start()
  await collector.admin('POST', '/api/clock/confirm')
  await importDevices(collector, devices)
  await addReceivers(collector)
  const client = alertmanagerClient(alertmanagerUrl)
  const alertmanager = restartable(() => runAlertmanager({ directory, port: alertmanagerPort, configFile }), over)
  await alertmanager.start()
  await until(
    'the configuration in use',
    async () => ((await collector.admin('GET', '/api/receivers')) as { readonly configuration: string }).configuration === 'applied'
  )
  const prometheus = restartable(() => startPrometheus({
    directory, port: prometheusPort, collectorUrl: collector.url, tokenFile: collector.prometheusTokenFile, alertmanagerPort, scrapeSeconds,
    resendSeconds, lookbackSeconds
  }), over)
  await prometheus.start()
  return {
    directory, collector, alertmanager: { ...client, ...alertmanager },
    prometheus: { ...prometheus, url: `http://127.0.0.1:${prometheusPort}`, query: (expression) => query(prometheusPort, expression) }
  }
}
