import type { ReportedDevice } from './registry-client.ts'

/** The address and time of the last report of a device that reports now. */
export interface Reporting {
  readonly from: string
  readonly lastSeen: string
}

export const reportingNow = (report: ReportedDevice | undefined): Reporting | undefined =>
  report?.freshness === 'fresh' && report.lastSeen !== null && report.ipAddress !== null
    ? { from: report.ipAddress, lastSeen: report.lastSeen }
    : undefined
