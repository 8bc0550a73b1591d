import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Gauge, type Registry } from '@prometheus-io/client'
import { httpsFiles, type HttpsSettings } from '../config/https-files.ts'

/**
 * When the certificate for https expires. That of `mimamori https` is read at each scrape, as it is served; any other is the one of the
 * start. Nothing without https.
 */
export const registerCertificateMetrics = (registry: Registry, config: Partial<HttpsSettings>): void => {
  const file = httpsFiles(config)?.certificate
  if (file === undefined) return
  const read = (): number => new X509Certificate(readFileSync(file)).validToDate.getTime() / 1000
  let expires = read()
  new Gauge({
    name: 'mimamori_collector_certificate_expiry_timestamp_seconds',
    help: 'When the collector’s certificate for https expires; absent without https.',
    registers: [registry],
    collect () {
      try {
        if (config.tlsCert === undefined) expires = read()
      } catch {
        // The last one is served.
      }
      this.set(expires)
    }
  })
}
