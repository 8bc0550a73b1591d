import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { prometheus } from '../data-sources.ts'
import type { PanelText } from './panel-text.ts'

/** The names of the series in a row below the panel. */
export const legend = (): VizLegendOptionsBuilder => new VizLegendOptionsBuilder()
  .displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).showLegend(true)

/** The tooltip shows all series at the pointer's time, the largest first. */
export const tooltip = (): VizTooltipOptionsBuilder =>
  new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending)

/** Lines over time, half the width. A gap in them is a time without reports. */
export const timeSeries = ({ title, description }: PanelText): PanelBuilder => new PanelBuilder()
  .title(title).description(description).datasource(prometheus).span(12).height(8)
  .legend(legend()).tooltip(tooltip())
  .lineWidth(1).fillOpacity(8).showPoints(VisibilityMode.Never).spanNulls(false)
