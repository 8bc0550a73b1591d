import type { DeviceHistory } from '@mimamori/contract'
import { historyRangeNames, rememberedRange, type HistoryRange } from '@mimamori/contract/history-range'
import { formatDuration } from '@mimamori/contract/format-time'
import { Choices, useQuery } from '../../components/index.ts'
import { language } from '../../text/index.ts'
import { keyMetrics } from '../key-metrics.ts'
import { deviceMessages } from '../messages.ts'
import { MarkLegend } from './chart-marks.tsx'
import { gapOf, rangeAround, windowStart, type Point } from './chart-scale.ts'
import { Chart } from './chart.tsx'
import { historyMessages } from './history-messages.ts'
import { useHistory } from './use-history.ts'

/** The range in an address; six hours if it names none. */
const readRange = (name: string | null): HistoryRange => historyRangeNames.find((range) => range === name) ?? rememberedRange

interface RangeProps {
  readonly chosen: HistoryRange
  readonly hasLongRanges: boolean | undefined
  readonly onChoose: (range: HistoryRange) => void
}

/** The ranges of charts; those that need a Prometheus cannot be chosen without one, and the reason is shown. */
const RangeChoice = ({ chosen, hasLongRanges, onChoose }: RangeProps) => (
  <div class="ranges">
    <Choices
      label={historyMessages.choose}
      names={historyMessages.ranges}
      chosen={chosen}
      isDisabled={(range) => hasLongRanges === false && range !== rememberedRange}
      choose={onChoose}
    />
    {hasLongRanges === false && <p class="label">{historyMessages.noLongRanges}</p>}
  </div>
)

interface Props {
  readonly id: string
  readonly serverNowMs: number
  /** Changes whenever the device has reported. */
  readonly mark: string
  /** Whether it ever has. */
  readonly hasReported: boolean
}

/**
 * The four values over the last six hours, as far as the collector has been listening, or over a longer time from Prometheus; and the
 * events.
 */
export const History = ({ id, serverNowMs, mark, hasReported }: Props) => {
  const [query, change] = useQuery()
  const range = readRange(query.get('range'))
  const { history, problem } = useHistory(id, range, mark)
  const shown = history && toCharts(history, { serverNowMs, hasReported })
  const title = deviceMessages.device.history(shown?.duration ?? historyMessages.ranges[range])
  return (
    <section aria-label={title} aria-busy={history?.range !== range && problem === undefined}>
      <h2>{title}</h2>
      <RangeChoice
        chosen={range}
        hasLongRanges={history?.hasLongRanges}
        onChoose={(next) => change({ range: next === rememberedRange ? undefined : next })}
      />
      {problem !== undefined && (
        <p class="banner" role="alert">
          {historyMessages.problems[problem as keyof typeof historyMessages.problems] ?? historyMessages.problems.lost}
        </p>
      )}
      {shown && history && (
        <>
          {shown.charts.length === 0
            ? <p class="nothing">{hasReported ? deviceMessages.device.noValuesInRange : deviceMessages.device.noHistory}</p>
            : (
                <div class="charts">
                  {shown.charts.map((chart) => <Chart key={chart.label} {...chart} window={shown.window} marks={shown.marks} />)}
                </div>
              )}
          <MarkLegend history={{ ...history, marks: shown.marks }} />
        </>
      )}
    </section>
  )
}

/** The charts, and their range in words. Six hours begin with the first value, and advance with the clock. */
const toCharts = (history: DeviceHistory, { serverNowMs, hasReported }: Pick<Props, 'serverNowMs' | 'hasReported'>) => {
  const isRemembered = history.range === rememberedRange
  const charts = keyMetrics.map(({ metric, label, limit, format }) => {
    const points = history.series[metric].map(({ at, ...values }): Point => ({ at: Date.parse(at), ...values }))
    const isRatio = metric !== 'temperature'
    const [low, high]: readonly [number, number] = isRatio
      ? [0, 100]
      : rangeAround(points.flatMap(({ value, min = value, max = value }) => [min, max]))
    return { label, points, scale: { low, high, limit, format } }
  })
  const firstMs = Math.min(...charts.map(({ points: [first] }) => first?.at ?? Infinity))
  const toMs = isRemembered ? serverNowMs : Date.parse(history.to)
  const fromMs = isRemembered
    ? windowStart(Number.isFinite(firstMs) ? firstMs : undefined, { nowMs: toMs, hasReported })
    : Date.parse(history.from)
  return {
    window: { fromMs, toMs, gapMs: gapOf(history.stepSeconds) },
    marks: history.marks.filter(({ until }) => Date.parse(until) >= fromMs),
    duration: isRemembered
      ? formatDuration(Math.round((toMs - fromMs) / 60_000) * 60_000, language)
      : historyMessages.ranges[history.range],
    charts: charts.map((chart) => ({
      ...chart,
      points: chart.points.filter(({ at }) => at >= fromMs)
    })).filter(({ points }) => points.length > 0)
  }
}
