import type { HistoryMark } from '@mimamori/contract'
import { formatTime, messages } from '../../text/index.ts'
import { deviceMessages } from '../messages.ts'
import { formatCounts, MarkShapes } from './chart-marks.tsx'
import { chartPaths, type Point } from './chart-scale.ts'

/** The time that a chart shows. */
export interface ChartWindow {
  readonly fromMs: number
  readonly toMs: number
  /** Points that are farther apart are not joined. */
  readonly gapMs: number
}

/** The values at the edges of a chart, and their texts. */
export interface ChartScale {
  readonly low: number
  readonly high: number
  /** Drawn as a dashed line if it lies within the range. */
  readonly limit: number | undefined
  readonly format: (value: number) => string
}

export interface ChartProps {
  readonly label: string
  /** At least one, oldest first. */
  readonly points: readonly Point[]
  readonly scale: ChartScale
  readonly window: ChartWindow
  readonly marks: readonly HistoryMark[]
}

const [width, height] = [600, 120]
const quarters = [0, 0.25, 0.5, 0.75, 1]

/** A small line chart; its text gives the range, or the only value, and the marked events to screen readers, too. */
export const Chart = ({ label, points, scale, window, marks }: ChartProps) => {
  const { low, high, limit, format } = scale
  const { fromMs, toMs } = window
  const formatAt = (ms: number) => formatTime(ms, toMs - fromMs > 86_400_000 ? toMs : ms)
  const summary = points.length === 1
    ? deviceMessages.chart.single(format(points[0]!.value), formatAt(points[0]!.at))
    : deviceMessages.chart.range(
        format(Math.min(...points.map(({ value, min = value }) => min))),
        format(Math.max(...points.map(({ value, max = value }) => max)))
      )
  const frame = { ...window, low, high, width, height }
  const { line, dots, band } = chartPaths(points, frame)
  const yOf = (value: number) => height - (value - low) / (high - low) * height
  return (
    <figure class="chart">
      <figcaption><strong>{label}</strong> <span>{summary}</span></figcaption>
      <div class="plot">
        <span class="top-value" aria-hidden="true">{format(high)}</span>
        <span class="bottom-value" aria-hidden="true">{format(low)}</span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={[`${label}${messages.colon}${summary}`, formatCounts(marks)].filter(Boolean).join(' · ')}
        >
          <MarkShapes marks={marks} frame={frame} />
          {quarters.map((part) => <line key={part} class="grid" x1="0" x2={width} y1={part * height} y2={part * height} />)}
          {limit !== undefined && limit > low && limit < high && <line class="limit" x1="0" x2={width} y1={yOf(limit)} y2={yOf(limit)} />}
          {band !== '' && <path class="band" d={band} />}
          <path class="line" d={line} />
          <path class="dots" d={dots} />
        </svg>
      </div>
      <div class="times" aria-hidden="true">
        <span>{formatAt(fromMs)}</span>
        <span>{formatAt((fromMs + toMs) / 2)}</span>
        <span>{deviceMessages.chart.now}</span>
      </div>
    </figure>
  )
}
