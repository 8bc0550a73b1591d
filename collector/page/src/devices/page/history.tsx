import type { DeviceHistory, HistoryMetric } from '@mimamori/contract'
import { rememberedRange } from '@mimamori/contract/history-range'
import { formatDuration } from '@mimamori/contract/moment'
import { limits } from '@mimamori/contract/warnings'
import { useQuery } from '../../components/navigation/use-query.ts'
import { formatCelsius, formatPercent } from '../../text/values.ts'
import { deviceMessages } from '../messages.ts'
import { historyMessages } from './history-messages.ts'
import { language } from '../../text/language.ts'
import { Chart } from './chart.tsx'
import { MarkLegend } from './chart-marks.tsx'
import { gapOf, rangeAround, windowStart, type Point } from './chart-scale.ts'
import { RangeChoice, readRange } from './range-choice.tsx'
import { useHistory } from './use-history.ts'

interface Props {
  readonly id: string
  readonly serverNowMs: number
  /** Changes whenever the device has reported. */
  readonly mark: string
  /** Whether it ever has. */
  readonly hasReported: boolean
}

/** The four values over the last six hours, as far as the collector has been listening, or over a longer time from Prometheus; and what happened meanwhile. */
export const History = ({ id, serverNowMs, mark, hasReported }: Props) => {
  const [query, change] = useQuery()
  const range = readRange(query.get('range'))
  const { history, problem } = useHistory(id, range, mark)
  const shown = history && toCharts(history, { serverNowMs, hasReported })
  const title = deviceMessages.device.history(shown?.duration ?? historyMessages.ranges[range])
  return (
    <section aria-label={title} aria-busy={history?.range !== range && problem === undefined}>
      <h2>{title}</h2>
      <RangeChoice chosen={range} hasLongRanges={history?.hasLongRanges} onChoose={(next) => change({ range: next === rememberedRange ? undefined : next })} />
      {problem !== undefined && <p class="banner" role="alert">{historyMessages.problems[problem as keyof typeof historyMessages.problems] ?? historyMessages.problems.lost}</p>}
      {shown && history && (
        <>
          {shown.charts.length === 0 ? <p class="nothing">{hasReported ? deviceMessages.device.noValuesInRange : deviceMessages.device.noHistory}</p> : <div class="charts">{shown.charts.map((chart) => <Chart key={chart.label} {...chart} window={shown.window} marks={shown.marks} />)}</div>}
          <MarkLegend history={{ ...history, marks: shown.marks }} />
        </>
      )}
    </section>
  )
}

/** What is drawn, and how far it reaches back in words. Six hours begin with the first value, and go on with the clock. */
const toCharts = (history: DeviceHistory, { serverNowMs, hasReported }: Pick<Props, 'serverNowMs' | 'hasReported'>) => {
  const isRemembered = history.range === rememberedRange
  const points = (metric: HistoryMetric): readonly Point[] => history.series[metric].map(({ at, ...values }) => ({ at: Date.parse(at), ...values }))
  const [cpu, memory, disk, temperature] = [points('cpuUsage'), points('memoryUsage'), points('diskUsage'), points('temperature')]
  const firstMs = Math.min(...[cpu, memory, disk, temperature].map(([first]) => first?.at ?? Infinity))
  const toMs = isRemembered ? serverNowMs : Date.parse(history.to)
  const fromMs = isRemembered ? windowStart(Number.isFinite(firstMs) ? firstMs : undefined, { nowMs: toMs, hasReported }) : Date.parse(history.from)
  const percent = { low: 0, high: 100, format: formatPercent }
  const [low, high] = rangeAround(temperature.flatMap(({ value, min = value, max = value }) => [min, max]))
  return {
    window: { fromMs, toMs, gapMs: gapOf(history.stepSeconds) },
    marks: history.marks.filter(({ until }) => Date.parse(until) >= fromMs),
    duration: isRemembered ? formatDuration(Math.round((toMs - fromMs) / 60_000) * 60_000, language) : historyMessages.ranges[history.range],
    charts: [
      { label: deviceMessages.columns.cpu, points: cpu, scale: { ...percent, limit: undefined } },
      { label: deviceMessages.columns.memory, points: memory, scale: { ...percent, limit: limits.memoryUsageRatio * 100 } },
      { label: deviceMessages.columns.disk, points: disk, scale: { ...percent, limit: limits.diskUsageRatio * 100 } },
      { label: deviceMessages.columns.temperature, points: temperature, scale: { low, high, format: formatCelsius, limit: limits.temperatureCelsius } }
    ].map((chart) => ({ ...chart, points: chart.points.filter(({ at }) => at >= fromMs) })).filter(({ points }) => points.length > 0)
  }
}
