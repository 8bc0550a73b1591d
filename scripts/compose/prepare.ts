/**
 * The one-shot service `prepare` of compose.yaml: it writes the files of the other services, one directory for each of them
 * below the directory given, at every `docker compose up`. The collector has run before, so that the services' tokens are there.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { dashboardFiles, dashboardProviders, dataSourcesFile, prometheusConfig, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** The path at which compose.yaml mounts each directory in its service's container. */
const mounted = '/etc/mimamori'
const rewritten = 'Written at each docker compose up.'

export interface Preparation {
  /** Has a directory for each service, on a volume that only this service mounts besides. */
  readonly directory: string
  /** The collector's, with the services' tokens. */
  readonly dataDirectory: string
  /** The address at which people reach the collector. */
  readonly publicUrl: URL
}

/** @throws {Error} if the collector has left no token, or a directory is missing */
export const prepare = ({ directory, dataDirectory, publicUrl }: Preparation): void => {
  const write = (file: string, content: string, mode = 0o444): void => {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    replaceFileSync(join(directory, file), content, { mode })
  }
  const collectorUrl = new URL('http://collector:8080')

  write('prometheus/token', readFileSync(join(dataDirectory, 'tokens', 'prometheus'), 'utf8'), 0o400)
  write('prometheus/rules.yml', ruleFileYaml({ publicUrl }, rewritten))
  write('prometheus/prometheus.yml', yamlFile(rewritten, prometheusConfig({
    collectorUrl,
    tokenFile: join(mounted, 'token'),
    ruleFiles: [join(mounted, 'rules.yml')],
    alertmanagerAddress: 'alertmanager:9093'
  })))
  write('alertmanager/token', readFileSync(join(dataDirectory, 'tokens', 'alertmanager'), 'utf8'), 0o400)

  const provisioning = {
    prometheusUrl: new URL('http://prometheus:9090'),
    lokiUrl: new URL('http://loki:3100'),
    alertmanagerUrl: new URL('http://alertmanager:9093'),
    dashboardsDirectory: join(mounted, 'dashboards')
  }
  write('grafana/provisioning/datasources/mimamori.yml', dataSourcesFile(rewritten, provisioning))
  write('grafana/provisioning/dashboards/mimamori.yml', yamlFile(rewritten, dashboardProviders(provisioning)))
  for (const [path, content] of dashboardFiles(publicUrl)) write(join('grafana/dashboards', path), content)
  // Both for ever: it reads the password only when it first starts, and its encrypted data needs the key. Its user is another
  // than ours; nobody else mounts this directory.
  for (const secret of ['admin-password', 'secret-key']) {
    if (!existsSync(join(directory, 'grafana', secret))) write(join('grafana', secret), randomBytes(18).toString('base64url'))
  }
}

if (import.meta.main) {
  const { MIMAMORI_DATA_DIR: dataDirectory, MIMAMORI_PUBLIC_URL: publicUrl } = process.env
  const [directory] = process.argv.slice(2)
  if (directory === undefined || dataDirectory === undefined || publicUrl === undefined) {
    process.stderr.write('prepare: expected a directory, MIMAMORI_DATA_DIR and MIMAMORI_PUBLIC_URL, as compose.yaml gives them\n')
    process.exit(2)
  }
  // The collector writes it just after it has begun to listen.
  for (let second = 0; !existsSync(join(directory, 'alertmanager/alertmanager.yml')); second++) {
    if (second === 60) {
      process.stderr.write(
        "prepare: expected the collector to have written Alertmanager's configuration, and it has not; its log says why\n"
      )
      process.exit(1)
    }
    await setTimeout(1000)
  }
  prepare({ directory, dataDirectory, publicUrl: new URL(publicUrl) })
}
