import { existsSync, statSync } from 'node:fs'
import { collector } from '../collector.ts'
import type { Timex } from '../parse/timex.ts'
import type { Command } from '../run-command.ts'
import { gauge } from '../text-format/index.ts'
import { readTimex } from './timex.ts'

export interface ClockOptions {
  /** Asks the kernel, if something other than systemd-timesyncd sets the clock. */
  readonly command?: Command<Timex>
}

const timeError = 5

const help =
  'Whether the clock has been synchronised over the network since boot, by systemd-timesyncd or by the status of the kernel (chrony and others).'

/** Whether the device's clock is right. */
export const clock = collector('clock', 'whether the clock is synchronised', (roots, { command }: ClockOptions = {}) => async () => {
  // The directory exists while systemd-timesyncd runs; it touches the file each time it sets the clock.
  const timesync = `${roots.rootfs}/run/systemd/timesync`
  const file = statSync(`${timesync}/synchronized`, { throwIfNoEntry: false })
  if (file !== undefined || existsSync(timesync)) {
    return [
      gauge('mimamori_clock_synchronised', help, file === undefined ? 0 : 1),
      gauge(
        'mimamori_clock_last_synchronised_timestamp_seconds',
        "Time of the last synchronisation by systemd-timesyncd, by the device's own clock.",
        file === undefined ? [] : [{ value: file.mtimeMs / 1000 }]
      )
    ]
  }
  const { state } = await readTimex(command)
  return [gauge('mimamori_clock_synchronised', help, state === timeError ? 0 : 1)]
})
