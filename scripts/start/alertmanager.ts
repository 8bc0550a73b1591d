import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertmanagerConfig, yamlFile } from '@mimamori/dashboards'
import type { Places } from './places.ts'
import { startService, type Service } from './service.ts'

/** Its name in Debian, and its own name. */
export const alertmanagerNames = ['prometheus-alertmanager', 'alertmanager']

/** Alerts go to the webhook whose address the administrator wrote into `webhook-url` there, if it was written. */
export const startAlertmanager = ({ program, places, port }: { readonly program: string, readonly places: Places, readonly port: number }): Service => {
  const directory = places.alertmanager
  const configFile = join(directory, 'alertmanager.yml')
  const given = (name: string): string | undefined => existsSync(join(directory, name)) ? join(directory, name) : undefined
  const webhookUrlFile = given('webhook-url')
  const watchdogWebhookUrlFile = given('watchdog-webhook-url')
  writeFileSync(configFile, yamlFile('Written at each start by npm start. To be told of alerts: write the address of a webhook\non your LAN into the file webhook-url beside this one, and start again.', alertmanagerConfig({
    ...(webhookUrlFile === undefined ? {} : { webhookUrlFile }),
    ...(watchdogWebhookUrlFile === undefined ? {} : { watchdogWebhookUrlFile })
  })))
  return startService({
    name: 'Alertmanager',
    logFile: join(places.logs, 'alertmanager.log'),
    argv: [
      program, `--config.file=${configFile}`, `--storage.path=${join(directory, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, `--web.external-url=http://127.0.0.1:${port}`,
      // A single Alertmanager has no peers.
      '--cluster.listen-address='
    ]
  })
}
