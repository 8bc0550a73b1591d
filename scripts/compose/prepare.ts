/**
 * What compose.yaml's one-shot service `prepare` does: it writes what the other services read, one directory for each of them
 * below the directory given, at every `docker compose up`. The collector has run before, so that the services' tokens are there.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertmanagerConfig, prometheusConfig, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** Where compose.yaml mounts each of the directories in its service's container. */
const mounted = '/etc/mimamori'
const rewritten = 'Written at each docker compose up.'

export interface Preparation {
  /** Has a directory for each service, on a volume that only this service mounts besides. */
  readonly directory: string
  /** The collector's, with the services' tokens. */
  readonly dataDirectory: string
  /** Where people reach the collector. */
  readonly publicUrl: URL
}

/** @throws {Error} where the collector has left no token, or a directory is missing */
export const prepare = ({ directory, dataDirectory, publicUrl }: Preparation): void => {
  const write = (file: string, content: string, mode: number): void => { replaceFileSync(join(directory, file), content, { mode }) }

  write('prometheus/token', readFileSync(join(dataDirectory, 'tokens', 'prometheus'), 'utf8'), 0o400)
  write('prometheus/rules.yml', ruleFileYaml({ publicUrl }, rewritten), 0o444)
  write('prometheus/prometheus.yml', yamlFile(rewritten, prometheusConfig({
    collectorUrl: new URL('http://collector:8080'),
    tokenFile: join(mounted, 'token'),
    ruleFile: join(mounted, 'rules.yml'),
    alertmanagerAddress: 'alertmanager:9093'
  })), 0o444)
  write('alertmanager/alertmanager.yml', yamlFile(rewritten, alertmanagerConfig({})), 0o444)

  // Grafana reads it when it first starts. Its user is another than ours, and nobody else mounts this directory.
  if (!existsSync(join(directory, 'grafana/admin-password'))) write('grafana/admin-password', randomBytes(18).toString('base64url'), 0o444)
}

if (import.meta.main) {
  const { MIMAMORI_DATA_DIR: dataDirectory, MIMAMORI_PUBLIC_URL: publicUrl } = process.env
  const [directory] = process.argv.slice(2)
  if (directory === undefined || dataDirectory === undefined || publicUrl === undefined) {
    process.stderr.write('prepare: expected a directory, MIMAMORI_DATA_DIR and MIMAMORI_PUBLIC_URL, as compose.yaml gives them\n')
    process.exit(2)
  }
  prepare({ directory, dataDirectory, publicUrl: new URL(publicUrl) })
}
