import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { diskUsage } from './disk-usage.ts'

/** Its value is the used share of the file system. */
export const diskFull: Alert = {
  name: 'DiskFull',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.diskFullFor,
  expr: diskUsage('DiskFull', limits.diskUsageRatio)
}
