import { collector, NoDataError } from '../collector.ts'
import { throttlingConditions, type Throttled, type ThrottlingCondition } from '../parse/throttled.ts'
import { isRaspberryPi } from '../read-device-tree.ts'
import { readThrottling, vcgencmd, type Throttling } from '../read-throttling.ts'
import type { Command } from '../run-command.ts'
import { counter, gauge, type Sample } from '../text-format/index.ts'

export interface ThrottlingOptions {
  /** Asks the firmware. */
  readonly command?: Command<Throttled>
}

const samplesOf = (states: Throttling['now']): Sample[] =>
  throttlingConditions.flatMap((condition) =>
    states[condition] === undefined ? [] : [{ labels: { condition }, value: states[condition] ? 1 : 0 }]
  )

/** Whether a condition has begun since the check before: it is present now and was not, or it came and went in between. */
const hasBegun = (condition: ThrottlingCondition, before: Throttling, after: Throttling): boolean =>
  (before.now[condition] === false && after.now[condition] === true) ||
  (before.sinceBoot[condition] === false && after.sinceBoot[condition] === true)

/** Whether a Raspberry Pi lacks voltage or is held back by its firmware, now and since boot. */
export const throttling = collector('throttling', 'undervoltage and throttling of a Raspberry Pi, now and since boot', (
  roots, { command = vcgencmd }: ThrottlingOptions = {}
) => {
  let before: Throttling | undefined
  const transitions = new Map<ThrottlingCondition, number>()
  return async () => {
    if (!isRaspberryPi(roots)) throw new NoDataError('this is no Raspberry Pi')
    const after = await readThrottling(roots, command)
    if (after === undefined) throw new NoDataError('neither vcgencmd nor the kernel reports throttling; is the user in the group video?')
    for (const condition of throttlingConditions) {
      if (after.now[condition] === undefined && !transitions.has(condition)) continue
      const begun = before !== undefined && hasBegun(condition, before, after) ? 1 : 0
      transitions.set(condition, (transitions.get(condition) ?? 0) + begun)
    }
    before = after
    return [
      gauge(
        'mimamori_throttling_active',
        'Whether the firmware reports this condition now: undervoltage (below 4.63 V), frequency_capped, throttled, soft_temperature_limit (from 60 °C on some boards).',
        samplesOf(after.now)
      ),
      gauge(
        'mimamori_throttling_since_boot',
        'Whether the firmware has reported this condition since boot. Only available from vcgencmd.',
        samplesOf(after.sinceBoot)
      ),
      gauge(
        'mimamori_throttling_source_info',
        "Source of the throttling state: vcgencmd, get_throttled (the kernel's copy) or rpi_volt (the voltage alarm, undervoltage only).",
        [{ labels: { source: after.source }, value: 1 }]
      ),
      counter(
        'mimamori_throttling_transitions_total',
        'Number of times this condition started, as seen between collections since this program started.',
        [...transitions].map(([condition, value]) => ({ labels: { condition }, value }))
      )
    ]
  }
})
