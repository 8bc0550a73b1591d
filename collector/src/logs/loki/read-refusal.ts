/** The reasons why lines are not in Loki. */
export const lokiRefusals = ['too_old', 'in_future', 'too_long', 'other'] as const
export type LokiRefusal = typeof lokiRefusals[number]

/** Loki's messages (pkg/validation/validate.go, pkg/chunkenc/interface.go). */
const words: readonly (readonly [LokiRefusal, RegExp])[] = [
  ['too_old', /has timestamp too old/],
  ['in_future', /has timestamp too new/],
  ['too_long', /max entry size|structured metadata too (?:large|many)|has too many structured metadata/]
]
const reasonIn = (text: string): LokiRefusal | undefined => words.find(([, pattern]) => pattern.test(text))?.[0]

export interface RefusedLines {
  readonly reason: LokiRefusal
  readonly lines: number
}

/** How many lines of a push of one stream are too far behind the newest of it: its oldest ones, and the rest is stored. */
export const linesBehind = (text: string): number =>
  text.includes('entry too far behind') ? Number(/total ignored: (\d+) out of \d+ for stream/.exec(text)?.[1] ?? 0) : 0

/**
 * How many lines of a push of one stream Loki did not take, and why, from its answer 400. The rest is stored.
 * After any other message it is assumed to have taken nothing.
 */
export const readRefusal = (text: string, pushedLines: number): readonly RefusedLines[] => {
  const found = text.split('; ').flatMap((piece): RefusedLines[] => {
    const reason = reasonIn(piece)
    return reason === undefined ? [] : [{ reason, lines: Number(/^(\d+) errors like: /.exec(piece)?.[1] ?? 1) }]
  })
  return found.length > 0 ? found : [{ reason: 'other', lines: pushedLines }]
}
