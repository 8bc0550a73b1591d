export interface Point {
  readonly at: number
  readonly value: number
}

export interface Frame {
  readonly fromMs: number
  readonly toMs: number
  readonly low: number
  readonly high: number
  readonly width: number
  readonly height: number
}

/** A device that reports every minute has missed two when its line is broken. */
const gapMs = 180_000

/** The line as SVG path data, broken where nothing was recorded: no report is drawn that never came. */
export const linePath = (points: readonly Point[], frame: Frame): string => {
  let path = ''
  let last = -Infinity
  for (const { at, value } of points) {
    const x = (at - frame.fromMs) / (frame.toMs - frame.fromMs) * frame.width
    const y = frame.height - (value - frame.low) / (frame.high - frame.low) * frame.height
    // A point that stands alone is drawn as a line of no length, which round ends make a dot.
    path += `${at - last > gapMs ? `M${x.toFixed(1)} ${y.toFixed(1)}h0.01` : ''}L${x.toFixed(1)} ${y.toFixed(1)}`
    last = at
  }
  return path
}

/** The range of a chart whose values have no natural one: some room around them, never less than ten units. */
export const rangeAround = (values: readonly number[]): readonly [number, number] => {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const middle = (low + high) / 2
  const half = Math.max(5, (high - low) * 0.65)
  return [Math.floor(middle - half), Math.ceil(middle + half)]
}

const longestMs = 6 * 3_600_000
const shortestMs = 10 * 60_000

/** Where charts begin: six hours ago, or with the first value where the collector has been listening for less. */
export const windowStart = (firstAtMs: number | undefined, nowMs: number): number =>
  Math.max(nowMs - longestMs, Math.min(nowMs - shortestMs, firstAtMs ?? nowMs))
