import { type Flag } from './flag.ts'

/** What can be said to single collectors, by node_exporter's names where it has them. settings.ts beside this hands each value to its collector. */
export const collectorFlags = {
} satisfies Record<string, Flag>
