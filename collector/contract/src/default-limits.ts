import type { DeviceLimits } from './device-limits.ts'

/** Where nothing else is set: a device is silent after twelve hours, and down after ten minutes without a shutdown report. */
export const defaultLimits = { silentAfterSeconds: 43_200, downAfterSeconds: 600, downSeverity: 'warning' } as const satisfies DeviceLimits

/** How often a device reports, where nothing else is set. */
export const defaultReportIntervalSeconds = 60

/** The name of the fleet's limits, of which there are no others. */
export const wholeFleet = 'all'
