import type { DeviceDetails } from '@mimamori/contract'
import { formatDuration } from '@mimamori/contract/moment'
import { limits } from '@mimamori/contract/warnings'
import { formatCelsius, formatPercent } from '../parts/values.ts'
import { language, words } from '../words.ts'
import { Chart } from './chart.tsx'
import { rangeAround, windowStart, type Point } from './chart-scale.ts'

/** The four values over the last six hours, as far as the collector has been listening. */
export const History = ({ details: { history, timeZone }, serverNowMs }: { details: DeviceDetails, serverNowMs: number }) => {
  const fromMs = windowStart(history[0]?.at, serverNowMs)
  const series = (key: 'cpuUsage' | 'memoryUsage' | 'diskUsage' | 'temperature'): Point[] =>
    history.flatMap(({ at, [key]: value }) => value === null || at < fromMs ? [] : [{ at, value }])
  const temperature = series('temperature')
  const charts = [
    { label: words.columns.cpu, points: series('cpuUsage'), range: [0, 100], format: formatPercent, limit: undefined },
    { label: words.columns.memory, points: series('memoryUsage'), range: [0, 100], format: formatPercent, limit: undefined },
    { label: words.columns.disk, points: series('diskUsage'), range: [0, 100], format: formatPercent, limit: limits.diskUsageRatio * 100 },
    { label: words.columns.temperature, points: temperature, range: rangeAround(temperature.map(({ value }) => value)), format: formatCelsius, limit: limits.temperatureCelsius }
  ] as const
  const title = words.device.history(formatDuration(Math.round((serverNowMs - fromMs) / 60_000) * 60_000, language))
  const drawn = charts.filter(({ points }) => points.length > 0)
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {drawn.length === 0 ? <p class="nothing">{words.device.noHistory}</p> : (
        <div class="charts">
          {drawn.map(({ label, points, range: [low, high], format, limit }) => (
            <Chart key={label} label={label} points={points} low={low} high={high} limit={limit} format={format} fromMs={fromMs} toMs={serverNowMs} timeZone={timeZone} />
          ))}
        </div>
      )}
    </section>
  )
}
