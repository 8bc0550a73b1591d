import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { formatAddress } from '@mimamori/program/listen-address'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { linkOrigin } from '../platform/config/origin.ts'
import type { Reached } from '../platform/config/request-origin.ts'
import type { Config } from '../platform/config/settings.ts'
import type { CollectorAddress } from './alertmanager/integrations.ts'

type Listening = Reached & Pick<Config, 'dataDir' | 'alertmanagerConfig' | 'alertmanagerWebhookUrl'>

/** The first name or address that a certificate is for. */
const certifiedName = (file: string): string | undefined =>
  /(?:DNS|IP Address):([^,\s]+)/.exec(new X509Certificate(readFileSync(file)).subjectAltName ?? '')?.[1]

/**
 * How the Alertmanager whose configuration is written here reaches the collector. On this machine: at loopback if it listens on all
 * addresses, accepting its certificate whatever its names. In a container or on a machine of its own: at the address of a setting, with
 * the token that somebody puts next to its configuration, since it cannot read ours.
 */
export const collectorAddress = ({
  listen: { host, port },
  tlsCert,
  dataDir,
  alertmanagerConfig,
  alertmanagerWebhookUrl
}: Listening): CollectorAddress => {
  if (alertmanagerWebhookUrl !== undefined && alertmanagerConfig !== undefined) {
    return { url: alertmanagerWebhookUrl, tokenFile: join(dirname(resolve(alertmanagerConfig)), 'token') }
  }
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  const serverName = tlsCert === undefined ? undefined : certifiedName(tlsCert)
  return {
    url: `${tlsCert === undefined ? 'http' : 'https'}://${formatAddress({ host: reachable, port })}`,
    tokenFile: resolve(serviceTokenFile(dataDir, 'alertmanager')),
    ...(tlsCert !== undefined && { tls: { caFile: resolve(tlsCert), ...(serverName !== undefined && { serverName }) } })
  }
}

/** How an Alertmanager that somebody else runs, maybe on another host, reaches it; `directory` has the files for it on that host. */
export const addressForExternalAlertmanager = (config: Listening, directory: string): CollectorAddress => {
  const url = linkOrigin(config)
  const isSecure = config.tlsCert !== undefined || (config.publicUrl === undefined && url.startsWith('https:'))
  return { url, tokenFile: `${directory}/token`, ...isSecure && { tls: { caFile: `${directory}/ca.pem` } } }
}
