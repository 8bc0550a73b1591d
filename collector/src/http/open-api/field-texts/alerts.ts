import type { FieldTexts } from './field-text.ts'

const fingerprint = '9d3bf1a8b51a9c06'

/** Of alerts, as Alertmanager tells of them and as they are kept. */
export const alertTexts: FieldTexts = {
  alerts: ['The alerts.'],
  alert: ['The alert.'],
  fingerprint: ['Alertmanager’s hash of the labels: the same alert has the same each time.', fingerprint],
  'keepAlerts.receiver': ['Who is told by the same message; in the body, the receiver’s name in Alertmanager.', 'maintenance'],
  groupKey: ['Alertmanager’s name of the group.', '{}:{alertname="DeviceSilent"}'],
  groupLabels: ['The labels that make the group.'],
  commonAnnotations: ['The texts that all of them have.'],
  externalURL: ['Where people reach Alertmanager.', 'http://192.168.10.2:9093'],
  generatorURL: ['Where people see its expression in Prometheus.', 'http://192.168.10.2:9090/graph'],
  startsAt: ['When it began.', '2026-11-25T05:00:03.137Z'],
  endsAt: ['When it ended; null, or in Alertmanager’s messages the year 1, while it fires.'],
  'alerts.labels': ['Its labels.'],
  'alert.labels': ['Its labels.'],
  'alerts.name': ['Its name.', 'DeviceSilent'],
  'alert.name': ['Its name.', 'DeviceSilent'],
  'listAlerts.name': ['Only those of this name.', 'DeviceSilent'],
  severity: ['Whether it calls for somebody at once (critical), soon (warning) or not at all (info); null if it says none.', 'critical'],
  device: ['The device that it concerns; null if it concerns none.', 'pi-kiosk-03'],
  'listAlerts.device': ['Only those of this device.', 'pi-kiosk-03'],
  'listAlerts.site': ['Only those of this site.', 'north'],
  'listAlerts.state': ['Only those that fire, or those that ended.', 'firing'],
  'alerts.site': ['The site that it concerns; null if it concerns none.', 'north'],
  'alert.site': ['The site that it concerns; null if it concerns none.', 'north'],
  'alerts.state': ['Whether it fires or has ended.', 'firing'],
  'alert.state': ['Whether it fires or has ended.', 'firing'],
  acknowledgement: ['Who sees to it; null if nobody has said so.'],
  'acknowledgement.by': ['The name of the token of who said so.', 'admin'],
  note: ['One line for the others; null if there is none.'],
  untold: ['Why nobody would be told: no_alertmanager (none is set), alertmanager_silent (it does not answer), prometheus_silent (it gets no alerts), configuration_refused (it would not take the receivers) or no_receiver (none is enabled); null if somebody would.'],
  unknownSince: ['Since when Alertmanager has not answered, so that nobody knows whether what fires still does; null while it answers.'],
  'getAlertingStatus.receivers': ['How many receivers are enabled.', 2],
  told: ['Whom Alertmanager told of it, and of its end, or tried to: whether a message arrived is not kept.'],
  'told.receiver': ['The receiver’s name.', 'maintenance'],
  'told.state': ['Whether of the alert or of its end.', 'firing'],
  firstAt: ['When first.', '2026-11-25T05:00:33.201Z'],
  lastAt: ['When last.', '2026-11-25T17:00:33.201Z']
}
