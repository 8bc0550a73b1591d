import { deviceLabels } from '../device-labels.ts'
import type { AlertName } from '../text/text.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const labels = `${deviceLabels}, mountpoint`

/** An alert's condition: file systems of which at least this share is used, with the share as its value. */
export const diskUsage = (name: AlertName, ratio: number): string => [
  held({
    name,
    labels,
    among: 'mountpoint="/"',
    evidence: evidence.keyMetrics,
    expr: `
# The same value as the page's, which every agent gives.
label_replace(max by (${deviceLabels}) (${ofCollector('mimamori_device_disk_usage_ratio')}), "mountpoint", "/", "", "") >= ${ratio}
`
  }),
  held({
    name,
    labels,
    among: 'mountpoint!="/"',
    evidence: evidence.live,
    expr: `
device:node_filesystem_usage:ratio >= ${ratio}
`
  })
].join('or')
