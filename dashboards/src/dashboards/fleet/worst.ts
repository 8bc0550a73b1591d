import { barGauge } from '../../grafana/panels/bar-gauge.ts'
import { keyMetrics, type KeyMetric } from '../../grafana/key-metrics.ts'
import type { PanelText } from '../../grafana/panels/panel-text.ts'
import { instant } from '../../grafana/queries.ts'
import type { FleetText } from '../../text/fleet-text.ts'

const worst = (text: PanelText, name: KeyMetric, max: number) => {
  const { expr, unit, decimals, thresholds } = keyMetrics[name]
  return barGauge(text).unit(unit).decimals(decimals).min(0).max(max).thresholds(thresholds)
    .withTarget(instant(`sort_desc(topk(5, ${expr}))`, '{{device}}'))
}

export const hottest = (text: FleetText) => worst(text.hottest, 'temperature', 100)
export const fullest = (text: FleetText) => worst(text.fullest, 'disk', 1)
export const leastMemoryLeft = (text: FleetText) => worst(text.memory, 'memory', 1)
