import { createHash } from 'node:crypto'

/** A number from 0 to below 1 that is always the same for the same words, and unrelated for others. */
export const seedOf = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\0')).digest().readUInt32BE(0) / 2 ** 32

/** A swing from −1 to 1 about zero, of the given period, that begins at a place of its own. */
export interface Wave {
  readonly periodSeconds: number
  /** 0 to 1. */
  readonly phase: number
}

const angle = ({ periodSeconds, phase }: Wave, seconds: number): number => 2 * Math.PI * (seconds / periodSeconds + phase)

export const waveAt = (wave: Wave, seconds: number): number => Math.sin(angle(wave, seconds))

/** What a quantity that swings so has added up to since 0: counters of it never go back and need no memory. */
export const waveIntegral = (wave: Wave, seconds: number): number =>
  (Math.cos(angle(wave, 0)) - Math.cos(angle(wave, seconds))) * wave.periodSeconds / (2 * Math.PI)
