import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Its value is the number of bytes written to the card per day. */
export const writeWear: Alert = {
  name: 'WriteWear',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.writeWearFor,
  expr: held({
    name: 'WriteWear',
    evidence: evidence.live,
    expr: `
86400 * device:node_disk_written_bytes:rate6h > ${limits.writtenBytesPerDay}
`
  })
}
