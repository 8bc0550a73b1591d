import { historyRanges, rememberedRange } from '@mimamori/contract/history-range'

export interface Point {
  readonly at: number
  readonly value: number
  /** The range of the values that it is the mean of. */
  readonly min?: number | undefined
  readonly max?: number | undefined
}

export interface Frame {
  readonly fromMs: number
  readonly toMs: number
  readonly low: number
  readonly high: number
  readonly width: number
  readonly height: number
  /** Points that are farther apart are not joined. */
  readonly gapMs: number
}

/** A device that reports every minute has missed two when its line is broken; with longer steps, one is enough. */
export const gapOf = (stepSeconds: number): number => Math.max(180_000, stepSeconds * 1500)

/** SVG path data, drawn with round ends. */
export interface ChartPaths {
  /** Broken where nothing was recorded: the line shows no report that never came. */
  readonly line: string
  /** The points that stand alone, each a line of no length, which round ends make a dot. */
  readonly dots: string
  /** From the lowest to the highest values of each step; empty if the points are no means. */
  readonly band: string
}

export const chartPaths = (points: readonly Point[], frame: Frame): ChartPaths => {
  const place = ({ at, value }: Point): string => {
    const x = xOf(at, frame)
    const y = frame.height - (value - frame.low) / (frame.high - frame.low) * frame.height
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  }
  const stretches = stretchesOf(points, frame.gapMs)
  return {
    line: stretches.filter(({ length }) => length > 1).map((stretch) => `M${stretch.map(place).join('L')}`).join(''),
    dots: stretches.filter(({ length }) => length === 1).map((stretch) => `M${place(stretch[0]!)}h0.01`).join(''),
    band: stretches.filter(([first]) => first!.min !== undefined).map((stretch) => {
      const edge = (side: 'min' | 'max') => stretch.map((point) => place({ at: point.at, value: point[side] ?? point.value }))
      return `M${[...edge('max'), ...edge('min').reverse()].join('L')}Z`
    }).join('')
  }
}

/** The position of a time between the edges. */
export const xOf = (
  at: number,
  { fromMs, toMs, width }: Pick<Frame, 'fromMs' | 'toMs' | 'width'>
): number => Math.min(width, Math.max(0, (at - fromMs) / (toMs - fromMs) * width))

/** The points in stretches without a gap. */
const stretchesOf = (points: readonly Point[], gapMs: number): readonly (readonly Point[])[] => {
  const stretches: Point[][] = []
  let last = -Infinity
  for (const point of points) {
    if (point.at - last > gapMs) stretches.push([])
    stretches.at(-1)!.push(point)
    last = point.at
  }
  return stretches
}

/** The range of a chart whose values have no natural one: some room around them, never less than ten units. */
export const rangeAround = (values: readonly number[]): readonly [number, number] => {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const middle = (low + high) / 2
  const half = Math.max(5, (high - low) * 0.65)
  return [Math.floor(middle - half), Math.ceil(middle + half)]
}

const longestMs = historyRanges[rememberedRange]
const shortestMs = 10 * 60_000

/**
 * The start of the charts: six hours ago, or the first value if the collector has been listening for less. It has a value
 * a minute, so the first of a full six hours is a little younger: that does not count as less. Nor does a time without a value
 * of a device that has reported before: it was silent.
 */
export const windowStart = (
  firstAtMs: number | undefined,
  { nowMs, hasReported }: { readonly nowMs: number, readonly hasReported: boolean }
): number => {
  const firstMs = firstAtMs ?? (hasReported ? nowMs - longestMs : nowMs)
  return firstMs - (nowMs - longestMs) <= gapOf(60) ? nowMs - longestMs : Math.min(nowMs - shortestMs, firstMs)
}
