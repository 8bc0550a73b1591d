import { existsSync } from 'node:fs'
import type { Family } from '@mimamori/exporter'

/** systemd-timesyncd makes this file once it has set the clock since boot (systemd-timesyncd.service(8)). */
const timesyncdFlag = '/run/systemd/timesync/synchronized'

/**
 * Whether the device's clock is synchronised: as the kernel says it in the newest collection (node_timex_sync_status),
 * else by timesyncd's flag. What is not known counts as no: the collector then relies on the monotonic clock.
 */
export const isClockSynchronised = (families: readonly Family[]): boolean => {
  const status = families.find(({ name }) => name === 'node_timex_sync_status')?.samples[0]?.value
  return status === undefined ? existsSync(timesyncdFlag) : status === 1
}
