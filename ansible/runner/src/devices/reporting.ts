import type { ReportedDevice } from './registry-client.ts'

/** A device that reports now, and where from. */
export interface Reporting {
  readonly from: string
  readonly lastSeen: string
}

export const reportingNow = (report: ReportedDevice | undefined): Reporting | undefined =>
  report?.freshness === 'fresh' && report.lastSeen !== null && report.ipAddress !== null ? { from: report.ipAddress, lastSeen: report.lastSeen } : undefined
