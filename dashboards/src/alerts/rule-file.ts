import { intervals } from '../intervals.ts'
import type { Alert, RecordingRule, Rule, RuleFile } from './alert.ts'
import { alerts } from './index.ts'
import { recordingRules } from './recording-rules.ts'
import { withLinks, type LinkOptions } from './with-links.ts'

/** In all languages: the receiver decides in which of them its messages are written (Alertmanager's templates). */
const annotationsOf = ({ en, ja }: Alert): Rule['annotations'] =>
  ({ ...en, summary_ja: ja.summary, description_ja: ja.description })

const ruleOf = (alert: Alert): Rule => ({
  alert: alert.name,
  expr: alert.expr.trim() + '\n',
  ...(alert.for === undefined ? {} : { for: alert.for }),
  keep_firing_for: intervals.keepFiring,
  labels: { severity: alert.severityByDevice ? '{{ $labels.severity }}' : alert.severity },
  annotations: annotationsOf(alert)
})

const recordingRuleOf = ({ record, expr }: RecordingRule): RecordingRule => ({ record, expr: expr.trim() + '\n' })

/** All rules: first the recording rules for the alerts, then the alerts, with their texts in every language and their links. */
export const ruleFile = (options: LinkOptions): RuleFile => {
  const link = withLinks(options)
  return {
    groups: [{ name: 'mimamori', rules: [...recordingRules.map(recordingRuleOf), ...alerts.map((alert) => link(ruleOf(alert), alert))] }]
  }
}
