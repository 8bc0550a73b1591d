import { texts } from '../text/index.ts'
import type { Text } from '../text/text.ts'
import type { Alert, Rule, RuleFile } from './alert.ts'
import { collectorClockUntrusted } from './collector-clock-untrusted.ts'
import { collectorDown } from './collector-down.ts'
import { deviceSilent } from './device-silent.ts'
import { watchdog } from './watchdog.ts'
import { withLinks, type LinkOptions } from './with-links.ts'

/**
 * In one group, and CollectorDown before what it inhibits: so both end in the same evaluation and in this order, and
 * Alertmanager never drops the resolution of a device's alert because the inhibition still holds (alertmanager#226).
 */
const alerts: readonly Alert[] = [watchdog, collectorDown, collectorClockUntrusted, deviceSilent]

const ruleOf = (text: Text) => (alert: Alert): Rule => ({
  alert: alert.name,
  expr: alert.expr.trim() + '\n',
  ...(alert.for === undefined ? {} : { for: alert.for }),
  labels: { severity: alert.severity },
  annotations: { ...text.alerts[alert.name] }
})

/** All alert rules, with their texts in one language and their links. */
export const ruleFile = (options: LinkOptions): RuleFile => {
  const toRule = ruleOf(texts[options.language])
  const link = withLinks(options)
  return { groups: [{ name: 'mimamori', rules: alerts.map((alert) => link(toRule(alert), alert)) }] }
}
