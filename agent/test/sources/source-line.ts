import type { SourceLine } from '../../src/sources/source-line.ts'

export const boot = 'cd286d97-b6aa-4476-b487-222852a46d93'

/** A line of a service; its position is `at` and the clock. */
export const sourceLine = (
  text: string,
  { monotonicMs = 1000, unit = 'kiosk.service', ...rest }: Partial<SourceLine> = {}
): SourceLine => ({
  text,
  monotonicMs,
  wallMs: 1_795_608_000_000 + monotonicMs,
  isTimeEstimated: false,
  boot,
  unit,
  writer: `${unit}/1`,
  level: 'info',
  isLevelDefault: true,
  isReplaced: false,
  position: `at ${monotonicMs}`,
  ...rest
})
