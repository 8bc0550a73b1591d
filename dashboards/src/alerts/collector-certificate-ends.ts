import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Its value is the time until the certificate ends in seconds; negative after that. */
export const collectorCertificateEnds: Alert = {
  name: 'CollectorCertificateEnds',
  severity: 'warning',
  for: limits.certificateEndsFor,
  expr: held({
    name: 'CollectorCertificateEnds',
    labels: 'instance',
    evidence: evidence.collector,
    expr: `
min by (instance) (${ofCollector('mimamori_collector_certificate_expiry_timestamp_seconds')}) - time() < ${limits.certificateEndsSeconds}
`
  })
}
