import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

export const memoryShort: Alert = {
  name: 'MemoryShort',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.memoryShortFor,
  expr: held({
    name: 'MemoryShort',
    evidence: evidence.keyMetrics,
    expr: `
max by (${deviceLabels}) (${ofCollector('mimamori_device_memory_usage_ratio')}) >= ${limits.memoryUsageRatio}
or
# The kernel has killed a program, so that by now there may be memory again.
max by (${deviceLabels}) (increase(node_vmstat_oom_kill{${notLate}}[1h])) > 0
`
  })
}
