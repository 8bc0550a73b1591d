import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline'
import { prometheus } from '../data-sources.ts'
import type { PanelText } from './panel-text.ts'
import { legend, tooltip } from './time-series.ts'

/** A band for each series, coloured by its state, over the whole width. */
export const stateTimeline = ({ title, description }: PanelText): PanelBuilder => new PanelBuilder()
  .title(title).description(description).datasource(prometheus).span(24).height(8)
  .legend(legend()).tooltip(tooltip())
  .showValue(VisibilityMode.Never).mergeValues(true).rowHeight(0.8).fillOpacity(80).lineWidth(0)
