import { alerts } from '../alerts/index.ts'
import { intervals } from '../intervals.ts'
import { inhibitRules } from './inhibit-rules.ts'

export interface AlertmanagerOptions {
  /**
   * A file with the address of a webhook on the LAN that notifies people; without it, alerts are shown only
   * on Alertmanager's own page.
   */
  readonly webhookUrlFile?: string
  /** The same for the dead man's switch that gets Watchdog. */
  readonly watchdogWebhookUrlFile?: string
}

const receiver = (name: string, urlFile: string | undefined): object =>
  urlFile === undefined ? { name } : { name, webhook_configs: [{ url_file: urlFile, send_resolved: true }] }

const acrossSites = alerts.filter((alert) => alert.acrossSites).map(({ name }) => name)

/** The configuration of Alertmanager (https://prometheus.io/docs/alerting/latest/configuration/). */
export const alertmanagerConfig = ({ webhookUrlFile, watchdogWebhookUrlFile }: AlertmanagerOptions): object => ({
  route: {
    receiver: 'administrator',
    // A building without power is one message, not forty.
    group_by: ['alertname', 'site'],
    group_wait: intervals.groupWait,
    group_interval: intervals.groupInterval,
    repeat_interval: intervals.repeatInterval,
    routes: [{
      matchers: ['alertname="Watchdog"'],
      receiver: 'watchdog',
      repeat_interval: intervals.watchdogRepeatInterval
    }, {
      // For machines: they only inhibit others.
      matchers: ['severity="info"'],
      receiver: 'nobody'
    }, {
      // Without a receiver: the collector adds it to the route of each receiver.
      matchers: [`alertname=~"${acrossSites.join('|')}"`],
      group_by: ['alertname']
    }]
  },
  inhibit_rules: inhibitRules,
  receivers: [receiver('administrator', webhookUrlFile), receiver('watchdog', watchdogWebhookUrlFile), { name: 'nobody' }]
})
