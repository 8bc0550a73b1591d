import { LogsDedupStrategy, LogsSortOrder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/logs'
import { loki } from '../data-sources.ts'
import type { PanelText } from './panel-text.ts'

/** Log lines, the newest first, over the whole width. A click on one shows its labels, and their links. */
export const logLines = ({ title, description }: PanelText): PanelBuilder => new PanelBuilder()
  .title(title).description(description).datasource(loki).span(24).height(14)
  .showTime(true).wrapLogMessage(true).enableLogDetails(true).prettifyLogMessage(false)
  .showLabels(false).showCommonLabels(false).sortOrder(LogsSortOrder.Descending).dedupStrategy(LogsDedupStrategy.None)
