import { texts } from '../text/index.ts'
import type { Alert, AlertName, Rule, RuleFile } from './alert.ts'
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

/** In all languages: which of them a message is written in, its receiver decides (Alertmanager's templates). */
const annotationsOf = (name: AlertName): Rule['annotations'] => ({
  ...texts.en.alerts[name],
  summary_ja: texts.ja.alerts[name].summary,
  description_ja: texts.ja.alerts[name].description
})

const ruleOf = (alert: Alert): Rule => ({
  alert: alert.name,
  expr: alert.expr.trim() + '\n',
  ...(alert.for === undefined ? {} : { for: alert.for }),
  labels: { severity: alert.severity },
  annotations: annotationsOf(alert.name)
})

/** All alert rules, with their texts in every language and their links. */
export const ruleFile = (options: LinkOptions): RuleFile => {
  const link = withLinks(options)
  return { groups: [{ name: 'mimamori', rules: alerts.map((alert) => link(ruleOf(alert), alert)) }] }
}
