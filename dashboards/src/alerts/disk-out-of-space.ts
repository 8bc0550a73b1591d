import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { diskUsage } from './disk-usage.ts'

/** Its value is the used share of the file system. Critical like a read-only root: soon nothing can be saved. */
export const diskOutOfSpace: Alert = {
  name: 'DiskOutOfSpace',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'critical',
  for: limits.diskFullFor,
  expr: diskUsage('DiskOutOfSpace', limits.diskOutOfSpaceRatio)
}
