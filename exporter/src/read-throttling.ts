import type { Roots } from './collector.ts'
import { parseThrottled, type Throttled, type ThrottlingCondition } from './parse/throttled.ts'
import { readAttribute } from './read-attribute.ts'
import { listNames } from './read-file.ts'
import { runCommand, type Command } from './run-command.ts'

/** The state of throttling, and its source. A condition that the source does not know is left out. */
export interface Throttling {
  readonly source: 'vcgencmd' | 'get_throttled' | 'rpi_volt'
  readonly now: Readonly<Partial<Record<ThrottlingCondition, boolean>>>
  readonly sinceBoot: Readonly<Partial<Record<ThrottlingCondition, boolean>>>
}

/** Asks the firmware. Its device file belongs to the group video. */
export const vcgencmd: Command<Throttled> = {
  name: 'vcgencmd',
  argv: ['vcgencmd', 'get_throttled'],
  timeoutMs: 2000,
  parse: parseThrottled
}

/** The alarm of the kernel's voltage driver: undervoltage within its last 2 seconds. */
const readAlarm = (sys: string): boolean | undefined => {
  const monitors = `${sys}/class/hwmon`
  const voltage = listNames(monitors, /^hwmon\d+$/).find((monitor) => readAttribute(`${monitors}/${monitor}/name`) === 'rpi_volt')
  const alarm = voltage === undefined ? undefined : readAttribute(`${monitors}/${voltage}/in0_lcrit_alarm`)
  return alarm === undefined ? undefined : alarm === '1'
}

/** The kernel's copy of the firmware's word; its directory is soc/soc:firmware, on a Pi 5 soc@107c000000/soc@107c000000:firmware. */
const readKernelWord = (sys: string): Throttled | undefined => {
  const platform = `${sys}/devices/platform`
  for (const soc of listNames(platform, /^soc/)) {
    for (const firmware of listNames(`${platform}/${soc}`, /^soc.*:firmware$/)) {
      const word = readAttribute(`${platform}/${soc}/${firmware}/get_throttled`)
      if (word !== undefined) return parseThrottled(word)
    }
  }
  return undefined
}

/**
 * Reads the conditions that throttle a Raspberry Pi now, and since it booted, from the first source that answers:
 *
 * 1. vcgencmd, the only one that knows the conditions since boot.
 * 2. The kernel's get_throttled, for now. Its upper half is NOT since boot: the voltage driver has the firmware clear those
 *    bits every 2 seconds, and without that driver the whole word is as old as the boot; so it counts only together with the
 *    driver. Reading it puts one warning into the kernel's log at each boot (raspberrypi/linux `drivers/firmware/raspberrypi.c`,
 *    `drivers/hwmon/raspberrypi-hwmon.c`), which is why it is not asked first.
 * 3. The voltage driver's alarm, for undervoltage now. The kernels of other distributions have only this.
 */
export const readThrottling = async ({ sys }: Roots, command: Command<Throttled>): Promise<Throttling | undefined> => {
  try {
    const { now, occurred } = await runCommand(command)
    return { source: 'vcgencmd', now, sinceBoot: occurred }
  } catch {
    // No such program, or no right to ask: the kernel knows less, but answers everyone.
    const undervoltage = readAlarm(sys)
    if (undervoltage === undefined) return undefined
    const word = readKernelWord(sys)
    return word === undefined
      ? { source: 'rpi_volt', now: { undervoltage }, sinceBoot: {} }
      : { source: 'get_throttled', now: word.now, sinceBoot: {} }
  }
}
