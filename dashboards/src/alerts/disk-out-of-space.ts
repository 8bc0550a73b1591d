import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { diskUsage } from './disk-usage.ts'

/** Its value is the share of the file system that is used. Soon nothing can be saved, as with a read-only root. */
export const diskOutOfSpace: Alert = {
  name: 'DiskOutOfSpace',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'critical',
  for: limits.diskFullFor,
  expr: diskUsage('DiskOutOfSpace', limits.diskOutOfSpaceRatio)
}
