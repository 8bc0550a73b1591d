import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alertmanagerConfig, alertmanagerFlags, yamlFile } from '@mimamori/dashboards'
import type { ServiceDirectories } from './directories.ts'
import { writePrivateFile } from './private-file.ts'
import type { ServiceOptions } from './service.ts'

/** Debian's name of it, and its own. */
export const alertmanagerNames = ['prometheus-alertmanager', 'alertmanager']

const configFile = ({ alertmanager }: ServiceDirectories): string => join(alertmanager, 'alertmanager.yml')
const baseFile = ({ alertmanager }: ServiceDirectories): string => join(alertmanager, 'base.yml')
const logFile = ({ logs }: ServiceDirectories): string => join(logs, 'alertmanager.log')

/**
 * The settings with which the collector writes its configuration, whose base is written here: the machine that misses Watchdog is notified
 * by the webhook whose address the administrator wrote into `watchdog-webhook-url` there, if it was written.
 */
export const alertmanagerSettings = (directories: ServiceDirectories, url: string): Readonly<Record<string, string>> => {
  const watchdogWebhookUrlFile = join(directories.alertmanager, 'watchdog-webhook-url')
  const base = alertmanagerConfig(existsSync(watchdogWebhookUrlFile) ? { watchdogWebhookUrlFile } : {})
  writePrivateFile(baseFile(directories), yamlFile('Written at each start by npm start: the collector adds the receivers to it.', base))
  return {
    MIMAMORI_ALERTMANAGER_URL: url,
    MIMAMORI_ALERTMANAGER_CONFIG: configFile(directories),
    MIMAMORI_ALERTMANAGER_BASE: baseFile(directories),
    MIMAMORI_ALERTMANAGER_LOG: logFile(directories)
  }
}

export interface AlertmanagerCommandOptions {
  readonly program: string
  readonly configFile: string
  readonly dataDirectory: string
  readonly port: number
}

/** Only this machine reaches it. */
export const alertmanagerCommand = ({ program, configFile, dataDirectory, port }: AlertmanagerCommandOptions): readonly string[] => [
  program, `--config.file=${configFile}`, `--storage.path=${dataDirectory}`,
  `--web.listen-address=127.0.0.1:${port}`, `--web.external-url=http://127.0.0.1:${port}`,
  // One Alertmanager has nobody to gossip with.
  '--cluster.listen-address=',
  ...alertmanagerFlags
]

/** On the configuration that the collector has written; if it wrote none, for want of amtool, on the base. */
export const alertmanagerService = (
  { program, directories, port }: { readonly program: string, readonly directories: ServiceDirectories, readonly port: number }
): ServiceOptions => ({
  name: 'Alertmanager',
  logFile: logFile(directories),
  address: { host: '127.0.0.1', port },
  argv: alertmanagerCommand({
    program, port, dataDirectory: join(directories.alertmanager, 'data'),
    configFile: existsSync(configFile(directories)) ? configFile(directories) : baseFile(directories)
  })
})
