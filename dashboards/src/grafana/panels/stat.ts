import { BigValueColorMode, BigValueGraphMode, ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { prometheus } from '../data-sources.ts'
import type { PanelText } from './panel-text.ts'

/** One number, an eighth of the width, coloured by its thresholds. */
export const stat = ({ title, description }: PanelText): PanelBuilder => new PanelBuilder()
  .title(title).description(description).datasource(prometheus).span(3).height(4)
  .graphMode(BigValueGraphMode.None).colorMode(BigValueColorMode.Value)
  .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
