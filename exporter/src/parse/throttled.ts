/** Conditions that throttle a Raspberry Pi, in the order of the firmware's bits. */
export const throttlingConditions = ['undervoltage', 'frequency_capped', 'throttled', 'soft_temperature_limit'] as const

export type ThrottlingCondition = typeof throttlingConditions[number]

/** Bits 0 to 3 are the present conditions, bits 16 to 19 those that have occurred. */
export interface Throttled {
  readonly now: Readonly<Record<ThrottlingCondition, boolean>>
  readonly occurred: Readonly<Record<ThrottlingCondition, boolean>>
}

const bitsFrom = (word: number, first: number): Readonly<Record<ThrottlingCondition, boolean>> => {
  const has = (bit: number): boolean => ((word >>> (first + bit)) & 1) === 1
  return { undervoltage: has(0), frequency_capped: has(1), throttled: has(2), soft_temperature_limit: has(3) }
}

/**
 * Reads the firmware's word of throttling: `throttled=0x50005` as vcgencmd prints it, `50005` as the kernel does
 * (https://www.raspberrypi.com/documentation/computers/os.html#get_throttled).
 *
 * @throws for any other text
 */
export const parseThrottled = (text: string): Throttled => {
  const digits = /^(?:throttled=0x)?([0-9a-fA-F]{1,8})$/.exec(text.trim())?.[1]
  if (digits === undefined) throw new Error(`expected a word such as throttled=0x50005, found ${JSON.stringify(text.slice(0, 80))}`)
  const word = Number.parseInt(digits, 16)
  return { now: bitsFrom(word, 0), occurred: bitsFrom(word, 16) }
}
