import type { LogLevel } from '@mimamori/contract'

/** A line as its source has it, before it is joined to others, limited and masked. */
export interface SourceLine {
  /** Without the end of the line. */
  readonly text: string
  /** When it happened, on the clocks of the boot `boot`. */
  readonly monotonicMs: number
  readonly wallMs: number
  /** The source knows only when it was written at the latest, or has a time by a clock that may be wrong. */
  readonly isTimeEstimated: boolean
  readonly boot: string
  /** It was written while nobody read it: limits count it when it is read, whenever it happened. */
  readonly isLate?: boolean
  /** The origin: a systemd unit, the kernel, or a file. */
  readonly unit: string
  /** Distinguishes the writers of a unit, whose lines may be interleaved. */
  readonly writer: string
  readonly level: LogLevel
  /** The level is what every line of this writer gets: one in the text goes before it. */
  readonly isLevelDefault: boolean
  readonly context?: Readonly<Record<string, unknown>>
  /** Bytes that are no UTF-8 were replaced. */
  readonly isReplaced: boolean
  /** The source's position after it. */
  readonly position: string
}
