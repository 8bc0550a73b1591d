import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { logLines } from '../../grafana/panels/log-lines.ts'
import { logql } from '../../grafana/queries.ts'
import { chosenLines } from '../../grafana/selectors.ts'
import {
  choiceVariable,
  collectorVariable,
  listedDevicesVariable,
  lokiVariable,
  prometheusVariable,
  roleVariable,
  siteVariable,
  textVariable
} from '../../grafana/variables.ts'
import type { LogsText } from '../../text/logs-text.ts'
import { loudest, volume } from './volume.ts'

/** The log lines of all devices: found by text, level, place, unit and request. */
export const logs = (text: LogsText, context: Context) => {
  const { common, collectorUrl } = context
  return dashboard({
    name: 'logs',
    title: text.title,
    description: text.description,
    from: 'now-6h',
    variables: [
      textVariable('search', text.variables.search),
      choiceVariable('level', text.variables.level, ['error', 'warn', 'info', 'debug']),
      siteVariable(common), roleVariable(common), listedDevicesVariable(common),
      textVariable('unit', text.variables.unit),
      textVariable('request', text.variables.request),
      lokiVariable(common), prometheusVariable(common), collectorVariable(collectorUrl)
    ],
    sections: [
      { title: text.sections.volume, panels: [volume(text), loudest(text)] },
      { title: text.sections.lines, panels: [logLines(text.lines).height(20).withTarget(logql(chosenLines))] }
    ]
  }, context)
}
