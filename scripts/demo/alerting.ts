import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertingPorts, prometheusConfig, ruleFile, yamlFile, type PrometheusOptions } from '@mimamori/dashboards'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import { alertmanagerNames, alertmanagerService, alertmanagerSettings } from '../start/alertmanager.ts'
import { findProgram } from '../start/find-program.ts'
import { installAlerting } from '../start/install-packages.ts'
import { makeServiceDirectories, type ServiceDirectories } from '../start/directories.ts'
import { freePort } from '../start/port.ts'
import { prometheusCommand, prometheusNames, remoteWriteUrl } from '../start/prometheus.ts'
import { restartText } from '../start/watch.ts'
import { startRestartingService } from '../start/restarting-service.ts'
import type { Service, ServiceOptions } from '../start/service.ts'
import type { StartText } from '../start/text.ts'
import { quickRules } from './quick-rules.ts'
import { startReceivers } from './receivers.ts'

export interface DemoAlerting {
  /** For the collector, which writes Alertmanager's configuration. */
  readonly settings: Readonly<Record<string, string>>
  /** Adds receivers to a collector that runs, and starts Alertmanager and Prometheus. */
  start (collector: CollectorProcess): Promise<void>
  stop (): Promise<void>
}

export interface DemoAlertingOptions {
  readonly dataDirectory: string
  readonly devices: number
  readonly text: StartText
  readonly print: (line: string) => void
}

/** More devices' own series would take gigabytes of memory; the collector's series about each device stay. */
const mostDevicesScraped = 200

const config = (options: PrometheusOptions, devices: number): object => {
  const whole = prometheusConfig(options) as { readonly global: object, readonly scrape_configs: readonly { readonly job_name: string }[] }
  return {
    ...whole,
    global: { ...whole.global, evaluation_interval: '10s' },
    scrape_configs: whole.scrape_configs.filter(({ job_name: job }) => devices <= mostDevicesScraped || job !== 'mimamori-devices')
  }
}

interface DemoPrometheus {
  readonly program: string
  readonly directories: ServiceDirectories
  readonly port: number
  readonly devices: number
  readonly options: Omit<PrometheusOptions, 'ruleFiles'>
}

const prometheusService = ({ program, directories, port, devices, options }: DemoPrometheus): ServiceOptions => {
  const [rulesFile, configFile] = [join(directories.prometheus, 'rules.yml'), join(directories.prometheus, 'prometheus.yml')]
  const comment = 'Written by npm run demo.'
  writeFileSync(rulesFile, yamlFile(comment, quickRules(ruleFile({ publicUrl: options.collectorUrl }))))
  writeFileSync(configFile, yamlFile(comment, config({ ...options, ruleFiles: [rulesFile] }, devices)))
  return {
    name: 'Prometheus',
    logFile: join(directories.logs, 'prometheus.log'),
    argv: prometheusCommand({ program, configFile, dataDirectory: join(directories.prometheus, 'data'), port })
  }
}

/**
 * Prometheus and Alertmanager as `npm start` runs them, with alerts that fire soon and receivers that are this process. Where
 * they are not installed it says so, and gives undefined.
 */
export const prepareAlerting = async ({ dataDirectory, devices, text, print }: DemoAlertingOptions): Promise<DemoAlerting | undefined> => {
  const [prometheus, alertmanager] = [findProgram(prometheusNames), findProgram(alertmanagerNames)]
  if (prometheus === undefined || alertmanager === undefined) {
    await installAlerting({ text, print, isRoot: false })
    return undefined
  }
  const directories = makeServiceDirectories(dataDirectory)
  const [port, alertmanagerPort] = [await freePort(alertingPorts.prometheus), await freePort(alertingPorts.alertmanager)]
  const receivers = await startReceivers()
  const services: Service[] = []
  const keep = (options: ServiceOptions): void => {
    services.unshift(
      startRestartingService(options, { onExit: (exit, backoffMs) => { print(restartText(options, exit, backoffMs, text)) } })
    )
  }
  return {
    settings: {
      ...alertmanagerSettings(directories, `http://127.0.0.1:${alertmanagerPort}`),
      MIMAMORI_REMOTE_WRITE_URL: remoteWriteUrl(`http://127.0.0.1:${port}`)
    },
    async start (collector) {
      await receivers.add(collector)
      keep(alertmanagerService({ program: alertmanager, directories, port: alertmanagerPort }))
      const options = {
        collectorUrl: collector.origin, tokenFile: serviceTokenFile(directories.data, 'prometheus'),
        alertmanagerAddress: `127.0.0.1:${alertmanagerPort}`
      }
      keep(prometheusService({ program: prometheus, directories, port, devices, options }))
    },
    async stop () {
      for (const service of services) await service.stop()
      receivers.stop()
    }
  }
}
