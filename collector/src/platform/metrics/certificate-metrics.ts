import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Gauge, type Registry } from '@prometheus-io/client'

/** When the certificate that was read at the start, and is served until the next one, expires. Nothing without https. */
export const registerCertificateMetrics = (registry: Registry, certificateFile: string | undefined): void => {
  if (certificateFile === undefined) return
  const expiresMs = new X509Certificate(readFileSync(certificateFile)).validToDate.getTime()
  new Gauge({
    name: 'mimamori_collector_certificate_expiry_timestamp_seconds',
    help: 'When the collector’s certificate for https expires; absent without https.', registers: [registry]
  }).set(expiresMs / 1000)
}
