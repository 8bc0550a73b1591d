import type { Check } from './soak.ts'
import type { RunText } from '../../text/run-text.en.ts'
import type { AlertmanagerClient } from '../../report/alertmanager/alertmanager-client.ts'

export interface AlertCheckOptions {
  readonly client: Pick<AlertmanagerClient, 'activeAlerts'>
  /** UTC; an alert that fired before this time says nothing about the work since. */
  readonly since: string
  readonly text: RunText['soak']
}

/** Alerts about the device's power and connection. */
const awayAlerts: ReadonlySet<string> = new Set([
  'DeviceDown', 'DeviceSilent', 'IdentityConflict', 'KeyRefused', 'Rebooting', 'Undervoltage'
])
/** Alerts about earlier updates, which may last until this one has its result: after the soak. */
const updateAlerts: ReadonlySet<string> = new Set(['AgentOutdated', 'UpdateFailed', 'UpdateOverdue', 'UpdateUnreachable', 'VersionDrift'])

/** Whether an alert fires for a device. Alerts of severity info need no action, and do not count. */
export const alertCheck = ({ client, since, text }: AlertCheckOptions): Check => async (hosts) => {
  const alerts = (await client.activeAlerts()).flatMap(({ labels: { device = '', severity, alertname = '' }, startsAt }) => {
    const counts = hosts.includes(device) && severity !== 'info' && !updateAlerts.has(alertname) && Date.parse(startsAt) >= Date.parse(since)
    return counts ? { device, alertname } : []
  })
  const found = alerts.find(({ alertname }) => !awayAlerts.has(alertname)) ?? alerts[0]
  return found && {
    host: found.device, message: text.alert(found.device, found.alertname), ...awayAlerts.has(found.alertname) && { isAway: true }
  }
}
