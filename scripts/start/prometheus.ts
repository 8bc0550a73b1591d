import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prometheusConfig, prometheusFlags, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import type { Places } from './places.ts'
import { startService, type Service } from './service.ts'

export const prometheusNames = ['prometheus']

const rewritten = 'Written at each start by npm start.'

export interface PrometheusPlan {
  readonly program: string
  readonly places: Places
  readonly port: number
  readonly collectorUrl: URL
  /** Where people reach the collector: for links in alerts. */
  readonly publicUrl: URL
  readonly tokenFile: string
  readonly caFile: string | undefined
  readonly alertmanagerPort: number
}

export const startPrometheus = ({ program, places, port, collectorUrl, publicUrl, tokenFile, caFile, alertmanagerPort }: PrometheusPlan): Service => {
  const directory = places.prometheus
  const ruleFile = join(directory, 'rules.yml')
  const configFile = join(directory, 'prometheus.yml')
  writeFileSync(ruleFile, ruleFileYaml({ publicUrl }, rewritten))
  writeFileSync(configFile, yamlFile(rewritten, prometheusConfig({
    collectorUrl,
    tokenFile,
    ruleFile,
    alertmanagerAddress: `127.0.0.1:${alertmanagerPort}`,
    ...(caFile === undefined ? {} : { caFile })
  })))
  return startService({
    name: 'Prometheus',
    logFile: join(places.logs, 'prometheus.log'),
    argv: [
      program, `--config.file=${configFile}`, `--storage.tsdb.path=${join(directory, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, `--web.external-url=http://127.0.0.1:${port}`,
      ...prometheusFlags
    ]
  })
}
