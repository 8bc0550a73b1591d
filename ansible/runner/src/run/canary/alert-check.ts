import type { Check } from './soak.ts'
import type { RunText } from '../../text/run-text.en.ts'
import type { AlertmanagerClient } from '../../report/alertmanager/alertmanager-client.ts'

export interface AlertCheckOptions {
  readonly client: Pick<AlertmanagerClient, 'activeAlerts'>
  /** UTC; an alert that fired before this time says nothing about what was done since. */
  readonly since: string
  readonly text: RunText['soak']
}

/** Whether an alert fires for a device. Alerts of severity info need no action, and do not count. */
export const alertCheck = ({ client, since, text }: AlertCheckOptions): Check => async (hosts) => {
  const alerts = await client.activeAlerts()
  const found = alerts.find(({ labels, startsAt }) => hosts.includes(labels.device ?? '') && labels.severity !== 'info' &&
    Date.parse(startsAt) >= Date.parse(since))
  const host = found?.labels.device
  return host === undefined ? undefined : { host, message: text.alert(host, found?.labels.alertname ?? '') }
}
