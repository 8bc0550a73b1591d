import type { Alert } from './alert.ts'
import { backupAlerts } from './backups.ts'
import { boardAlerts } from './boards.ts'
import { contentAlerts } from './content.ts'
import { diskAlerts } from './disks.ts'
import { notReportingAlerts } from './not-reporting.ts'
import { serverAlerts } from './server.ts'
import { serviceAlerts } from './services.ts'
import { updateAlerts } from './updates.ts'

/**
 * All are in one group, each before the alerts that it inhibits: both then end in the same evaluation and in this order, and Alertmanager
 * never drops the resolution of a device's alert because it is still inhibited (alertmanager#226).
 */
export const alerts: readonly Alert[] = [
  ...serverAlerts, ...backupAlerts, ...notReportingAlerts, ...diskAlerts, ...boardAlerts, ...serviceAlerts, ...updateAlerts,
  ...contentAlerts
]
