import type { DeviceLimits } from './device-limits.ts'

/** The default limits: a device is silent after twelve hours, and down after ten minutes without a shutdown report. */
export const defaultLimits = { silentAfterSeconds: 43_200, downAfterSeconds: 600, downSeverity: 'warning' } as const satisfies DeviceLimits

/** The default interval between a device's reports. */
export const defaultReportIntervalSeconds = 60

/** The name of the fleet's limits, the only one in that scope. */
export const wholeFleet = 'all'
