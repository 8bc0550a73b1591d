import { join } from 'node:path'
import { prometheusConfig, prometheusFlags, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import type { ServiceDirectories } from './directories.ts'
import { writePrivateFile } from './private-file.ts'
import type { ServiceOptions } from './service.ts'

export const prometheusNames = ['prometheus']

/** The collector as Prometheus scrapes it. */
export interface ScrapedCollector {
  readonly url: URL
  /** The address at which people reach it: for links in alerts. */
  readonly publicUrl: URL
  /** A token of the role `scrape`. */
  readonly tokenFile: string
  /** The CA file for its certificate; undefined if it uses plain http. */
  readonly caFile: string | undefined
}

export interface PrometheusFilesOptions {
  readonly directory: string
  /** The text of their first line. */
  readonly comment: string
  /** The administrator's, as `rule_files` takes them. */
  readonly customRules: readonly string[]
  readonly collector: ScrapedCollector
  readonly alertmanagerPort: number
}

/** Its configuration and its rules, by their paths. */
export const prometheusFiles = (
  { directory, comment, customRules, collector: { url, publicUrl, tokenFile, caFile }, alertmanagerPort }: PrometheusFilesOptions
): Readonly<Record<'config' | 'rules', { readonly path: string, readonly content: string }>> => {
  const ruleFile = join(directory, 'rules.yml')
  return {
    rules: { path: ruleFile, content: ruleFileYaml({ publicUrl }, comment) },
    config: {
      path: join(directory, 'prometheus.yml'),
      content: yamlFile(comment, prometheusConfig({
        collectorUrl: url,
        tokenFile,
        ruleFiles: [ruleFile, ...customRules],
        alertmanagerAddress: `127.0.0.1:${alertmanagerPort}`,
        ...(caFile === undefined ? {} : { caFile })
      }))
    }
  }
}

export interface PrometheusCommandOptions {
  readonly program: string
  readonly configFile: string
  readonly dataDirectory: string
  readonly port: number
}

/** The URL at which the Prometheus at this address takes remote write. */
export const remoteWriteUrl = (prometheusUrl: string): string => `${prometheusUrl}/api/v1/write`

/** Only this machine reaches it. */
export const prometheusCommand = ({ program, configFile, dataDirectory, port }: PrometheusCommandOptions): readonly string[] => [
  program, `--config.file=${configFile}`, `--storage.tsdb.path=${dataDirectory}`,
  `--web.listen-address=127.0.0.1:${port}`, `--web.external-url=http://127.0.0.1:${port}`,
  ...prometheusFlags
]

export interface PrometheusPlan extends Omit<PrometheusFilesOptions, 'directory' | 'comment'> {
  readonly program: string
  readonly directories: ServiceDirectories
  readonly port: number
}

/** Writes its configuration and its rules. */
export const prometheusService = ({ program, directories, port, ...options }: PrometheusPlan): ServiceOptions => {
  const directory = directories.prometheus
  const { config, rules } = prometheusFiles({ directory, comment: 'Written at each start by npm start.', ...options })
  for (const { path, content } of [rules, config]) writePrivateFile(path, content)
  return {
    name: 'Prometheus',
    logFile: join(directories.logs, 'prometheus.log'),
    address: { host: '127.0.0.1', port },
    argv: prometheusCommand({ program, configFile: config.path, dataDirectory: join(directory, 'data'), port })
  }
}
