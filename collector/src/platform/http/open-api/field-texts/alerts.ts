import type { FieldTexts } from './field-text.ts'

const fingerprint = '9d3bf1a8b51a9c06'

const silenceWarnings = [
  'Possible mistakes in the stored silence, such as the name of an alert that does not exist; one sentence each, in the language of the request.'
] as const

/** Alerts and silences, as Alertmanager sends them and as the collector stores them. */
export const alertTexts: FieldTexts = {
  'keepAlerts.alerts': ['The alerts in this notification.'],
  'listAlerts.alerts': ['The alerts.'],
  alert: ['The alert.'],
  groups: ['The groups, most severe first.'],
  'groups.name': ['The name of the alerts.', 'DeviceSilent'],
  'groups.site': ['The site of the alerts; null if they have none.', 'north'],
  'groups.severity': ['The severity of the alerts. An unknown severity counts as warning.', 'critical'],
  'groups.count': ['The number of alerts in the group.', 12],
  'groups.acknowledged': ['The number of alerts in the group that are acknowledged.', 0],
  oldest: ['When the first alert of the group started.', '2026-11-25T05:00:03.137Z'],
  newest: ['When the last alert of the group started.', '2026-11-25T05:10:03.137Z'],
  'groups.devices': ['The devices of the alerts, three at most.'],
  fingerprint: ['Alertmanager’s hash of the alert’s labels. An alert has the same fingerprint each time it fires.', fingerprint],
  'keepAlerts?receiver': ['The receiver that gets the same notification.', 'maintenance'],
  groupKey: ['The key by which Alertmanager identifies the group.', '{}:{alertname="DeviceSilent"}'],
  groupLabels: ['The labels by which the alerts are grouped.'],
  commonAnnotations: ['The annotations that all of the alerts have in common.'],
  externalURL: ['The external URL of Alertmanager.', 'http://192.168.10.2:9093'],
  generatorURL: ['The URL of the alert’s expression in Prometheus.', 'http://192.168.10.2:9090/graph'],
  startsAt: ['When the alert started firing.', '2026-11-25T05:00:03.137Z'],
  endsAt: [
    'When the alert was resolved, or, with the annotation `mimamori_end_reason`, when what it was about was no longer watched. ' +
      'While it fires: null, or a time in the year 1 in Alertmanager’s own messages.'
  ],
  offHours: ['Whether notifications wait until the site opens: the site is closed, and the alert is not critical.', false],
  suppression: [
    'Why Alertmanager sends no notifications of the alert; null if it does, if the alert is resolved, or if Alertmanager does not respond.'
  ],
  silencedBy: ['The silences that match the alert.'],
  'silencedBy.id': ['The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'silencedBy.by': ['Who created the silence.', '田中'],
  'silencedBy.until': ['When the silence ends.', '2026-11-28T17:00:00.000Z'],
  'silencedBy.reason': ['The reason for the silence.', 'power work in hall 2'],
  inhibitedBy: ['The alerts that inhibit this one: they have the same cause, and notifications are sent for them instead.'],
  'inhibitedBy.name': ['The name of the inhibiting alert.', 'DeviceSilent'],
  'inhibitedBy.site': ['The site of the inhibiting alert; null if it has none.', 'north'],
  'alerts.labels': ['The labels of the alert.'],
  'alert.labels': ['The labels of the alert.'],
  'alerts.name': ['The name of the alert.', 'DeviceSilent'],
  'alert.name': ['The name of the alert.', 'DeviceSilent'],
  'listAlerts.name': ['Return only alerts with this name.', 'DeviceSilent'],
  severity: ['critical: act at once; warning: act soon; info: no action needed. Null if the alert has no severity.', 'critical'],
  device: ['The ID of the device; null if the alert is not about a device.', 'pi-kiosk-03'],
  'listAlerts.device': ['Return only alerts of this device.', 'pi-kiosk-03'],
  'listAlerts.site': ['Return only alerts of this site.', 'north'],
  'listAlerts.state': ['Return only alerts in this state.', 'firing'],
  'alerts.site': ['The site of the alert; null if it has none.', 'north'],
  'alert.site': ['The site of the alert; null if it has none.', 'north'],
  'alerts.state': ['Whether the alert is firing or resolved.', 'firing'],
  'alert.state': ['Whether the alert is firing or resolved.', 'firing'],
  acknowledgement: ['Who has acknowledged the alert; null if nobody has.'],
  'acknowledgement.by': ['Who acknowledged the alert: the name of a person, or of the token that was used.', '田中'],
  'acknowledgeAlert.by': ['Your name. Defaults to the name of the token or session.', '田中'],
  note: ['A comment for others, on one line; null if there is none.'],
  silences: ['The silences.'],
  'silences.warnings': silenceWarnings,
  'addSilence.warnings': silenceWarnings,
  'addSilence.device': ['Silence only alerts of this device.', 'pi-kiosk-03'],
  'addSilence.site': ['Silence only alerts of this site.', 'north'],
  alertname: ['Silence only alerts with this name.', 'DeviceSilent'],
  'addSilence.from': ['When the silence starts. Defaults to now.', '2026-11-28T08:00:00.000Z'],
  'addSilence.until': ['When the silence ends, at most 366 days after it starts.', '2026-11-28T17:00:00.000Z'],
  'addSilence.reason': ['The reason for the silence.', 'power work in hall 2'],
  'addSilence.by': ['Your name. Defaults to the name of the token or session.', '田中'],
  'addSilence.id': ['The ID of the silence, assigned by Alertmanager.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'endSilence.id': ['The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'silences.id': ['The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'silences.state': ['active, or pending if the silence has not started yet.', 'active'],
  'silences.from': ['When the silence starts.', '2026-11-28T08:00:00.000Z'],
  'silences.until': ['When the silence ends.', '2026-11-28T17:00:00.000Z'],
  'silences.by': ['Who created the silence: the name of a person, or of the token that was used; mimamori for the update runner.', 'admin'],
  'silences.reason': ['The reason for the silence.', 'power work in hall 2'],
  matchers: ['The matchers of the silence. An alert is silenced if all of them match.'],
  'matchers.name': ['The name of the label to match.', 'device'],
  value: ['The value or regular expression to match.', 'pi-kiosk-03'],
  isRegex: ['Whether the value is a regular expression.', false],
  isEqual: ['Whether the label must match the value; if false, it must not.', true],
  firing: [
    'The number of firing alerts by severity, not counting suppressed alerts and alerts in the off-hours of their site. An unknown severity counts as warning.'
  ],
  'firing.critical': ['The number of critical alerts.', 0],
  'firing.warning': ['The number of warnings.', 2],
  'firing.info': ['The number of alerts with severity info.', 0],
  suppressed: ['The number of firing alerts that are suppressed: silenced, or inhibited by another alert.', 1],
  notificationProblem: [
    'Why no notifications are sent: no_alertmanager (no Alertmanager is configured), ' +
      'starting (the collector has just started and has not heard from Prometheus or Alertmanager yet), ' +
      'alertmanager_silent (Alertmanager does not respond), ' +
      'prometheus_silent (Alertmanager gets no alerts from Prometheus), configuration_refused (Alertmanager rejected the configuration), ' +
      'no_receiver (there are no receivers), ' +
      'receivers_disabled (all receivers are disabled) or not_delivered (none of the latest messages was delivered to any receiver). ' +
      'Null if notifications are sent.'
  ],
  unknownSince: ['Since when Alertmanager has not responded, so that the state of the firing alerts is unknown; null while it responds.'],
  'getAlertingStatus.receivers': ['The number of enabled receivers.', 2],
  infoReceivers: ['The number of enabled receivers that are also notified of alerts with severity info.', 0],
  notified: ['The receivers to which notifications of the alert or its resolution were sent.'],
  'keepAlerts.receiver': ['The name of the receiver in Alertmanager.', 'maintenance'],
  'notified.receiver': ['The name of the receiver.', 'maintenance'],
  'notified.state': ['Whether the notifications were of the firing or of the resolved alert.', 'firing'],
  'notified.delivered': ['Whether the receiver’s server is known to have accepted the last notification.', true],
  undelivered: ['The names of the enabled receivers whose last message was not delivered.'],
  firstAt: ['When the first notification was sent.', '2026-11-25T05:00:33.201Z'],
  lastAt: ['When the last notification was sent.', '2026-11-25T17:00:33.201Z']
}
