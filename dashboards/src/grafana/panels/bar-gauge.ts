import { BarGaugeDisplayMode, BarGaugeValueMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge'
import { prometheus } from '../data-sources.ts'
import type { PanelText } from './panel-text.ts'

/** A bar for the current value of each series: for the worst few of many. */
export const barGauge = ({ title, description }: PanelText): PanelBuilder => new PanelBuilder()
  .title(title).description(description).datasource(prometheus).span(8).height(8)
  .displayMode(BarGaugeDisplayMode.Basic).valueMode(BarGaugeValueMode.Color).orientation(VizOrientation.Horizontal)
  .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
