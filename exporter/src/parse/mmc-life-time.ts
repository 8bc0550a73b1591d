/** An eMMC's own estimate of its wear. Undefined if the register has 0 (not defined) or a value that is reserved. */
export interface MmcLifeTime {
  /** At least this part of the estimated life of memory type A (SLC) is used, in tenths; 1 is all of it or more. */
  readonly typeA: number | undefined
  /** The same of memory type B (MLC). */
  readonly typeB: number | undefined
}

const usedRatio = (register: number): number | undefined => register >= 1 && register <= 11 ? (register - 1) / 10 : undefined

/**
 * Reads the attribute `life_time`, two registers such as `0x01 0x0b` (JEDEC JESD84-B51, DEVICE_LIFE_TIME_EST_TYP_A and _B:
 * 1 is 0 to 10%, 10 is 90 to 100%, 11 is more). @throws for any other text.
 */
export const parseMmcLifeTime = (text: string): MmcLifeTime => {
  const match = /^0x([0-9a-fA-F]{1,2})\s+0x([0-9a-fA-F]{1,2})$/.exec(text.trim())
  if (match === null) throw new Error(`expected two numbers such as 0x01 0x01 in life_time, found ${JSON.stringify(text)}`)
  return { typeA: usedRatio(Number.parseInt(match[1]!, 16)), typeB: usedRatio(Number.parseInt(match[2]!, 16)) }
}

/** The states of `pre_eol_info`: how much of the reserved blocks is used (JESD84-B51, PRE_EOL_INFO: below 80%, from 80%, from 90%). */
export const preEolStates = ['normal', 'warning', 'urgent'] as const

/** Reads the attribute `pre_eol_info`, such as `0x01`; undefined if it says nothing. */
export const parsePreEol = (text: string): typeof preEolStates[number] | undefined => preEolStates[Number(text) - 1]
