import type { FieldTexts } from './field-text.ts'

const warnings = [
  'Possible mistakes in the stored receiver, such as a site without devices; one sentence each, in the language of the request.'
] as const

/** Receivers, their channels, and the mail relay. */
export const receiverTexts: FieldTexts = {
  receivers: ['The receivers, by name.'],
  receiver: ['The receiver.'],
  lastNotifiedAt: ['When an alert or its resolution was last delivered to the receiver; null if none was.', '2026-11-28T05:02:00.000Z'],
  lastProblem: [
    'Why the last message, of an alert or a test, was not delivered, as far as the collector knows; null if it was delivered, and after a change of the receiver.'
  ],
  'lastProblem.at': ['When the delivery failed.', '2026-11-28T05:02:00.000Z'],
  'lastProblem.text': [
    'The problem and how to fix it, in the language of the request.',
    'http://ntfy.factory.lan does not know this address (404). Copy the webhook’s address again.'
  ],
  'deliverNotification.receiver': ['The name of the receiver in Alertmanager.', 'phones'],
  'deliverNotification.name': ['The name of the receiver.', 'phones'],
  'testReceiver.name': ['The name of the receiver.', 'phones'],
  'testReceiver.outcome': [
    'arrived (the receiver’s server accepted the test), failed, unknown, or not_sent (alerts are not sent at present either).',
    'arrived'
  ],
  'testReceiver.text': [
    'The result and what to do next, in the language of the request.',
    'http://ntfy.factory.lan accepted the test. It should be visible there now.'
  ],
  steps: ['The hops of the test message, starting at the collector.'],
  'steps.outcome': ['The outcome of this hop: arrived, failed, unknown or not_sent.', 'arrived'],
  'steps.text': ['The two ends of this hop, in the language of the request.', 'From the collector to http://ntfy.factory.lan'],
  version: ['The version of Alertmanager’s webhook format.', '4'],
  status: ['firing if at least one of the alerts is firing, otherwise resolved.', 'firing'],
  'alerts.status': ['Whether the alert is firing or resolved.', 'firing'],
  'deliverNotification.alerts': ['The alerts in this notification.'],
  annotations: ['The annotations of the alert: its texts and links.'],
  commonLabels: ['The labels that all of the alerts have in common.'],
  truncatedAlerts: ['The number of alerts that were left out of the notification.', 0],
  yaml: ['The Alertmanager configuration, without secrets, which are in the files that it refers to.'],
  files: ['The files that the configuration refers to.'],
  'files.path': ['The path at which Alertmanager reads the file.', '/etc/mimamori/alertmanager/messages.tmpl'],
  'files.content': ['The content of the file; null for a secret. Create that file yourself, readable only by Alertmanager.'],
  configuration: [
    'The state of Alertmanager’s configuration: applied; waiting (Alertmanager does not respond and reads it when it starts); refused (Alertmanager keeps using the previous one); or by_hand (the collector does not write it).',
    'applied'
  ],
  'addReceiver.name': ['The name of the receiver, which cannot be changed later.', 'maintenance'],
  'receivers.name': ['The name of the receiver.', 'maintenance'],
  'receiver.name': ['The name of the receiver.', 'maintenance'],
  'receivers.warnings': warnings,
  'addReceiver.warnings': warnings,
  'getReceiver.warnings': warnings,
  'changeReceiver.warnings': warnings,
  'getReceiver.name': ['The name of the receiver.', 'maintenance'],
  'changeReceiver.name': ['The name of the receiver.', 'maintenance'],
  'removeReceiver.name': ['The name of the receiver.', 'maintenance'],
  language: ['The language of the messages.', 'ja'],
  channel: ['How messages are sent to the receiver.'],
  type: ['The type of the channel.'],
  to: ['The e-mail addresses to send to.'],
  from: ['When the quiet hours start.', '18:00'],
  'quietHours.to': ['When the quiet hours end; on the next day if earlier than `from`.', '08:00'],
  'channel.from': ['The sender address. Defaults to that of the mail relay; null in responses if that is used.'],
  'channel.url': ['The URL to send messages to. A secret: responses contain only its origin.'],
  isSet: ['Whether the secret is set.', true],
  'url.origin': ['Scheme, host and port of the URL.', 'http://chat.factory.lan:8065'],
  server: [
    'The URL of the ntfy server, of which responses contain only the origin; ' +
      'of Telegram, LINE and PagerDuty their published one by default.',
    'http://ntfy.factory.lan'
  ],
  topic: ['The ntfy topic to publish to.', 'factory-alerts'],
  'channel.token': [
    'The access token of ntfy (if the topic requires one) or LINE, ' +
      'the token of the Telegram bot, or the integration key of PagerDuty. A secret: responses only say whether it is set.'
  ],
  chat: ['The ID of the Telegram chat, or of the user, group or room of LINE.'],
  method: ['The HTTP method.', 'POST'],
  headers: ['The HTTP headers by name. Their values are secrets.'],
  headerNames: ['The names of the HTTP headers.'],
  body: ['The body of the HTTP request, with placeholders such as `{{title}}`. A secret: responses only say whether it is set.'],
  maxTextLength: ['The most characters that `{{text}}` has, in UTF-16 code units. 1500 by default.', 1500],
  sites: ['Send only alerts of these sites and alerts without a site. If empty, alerts of all sites.'],
  severities: ['Send only alerts with these severities. If empty, critical and warning.'],
  repeatSeconds: [
    'How often, in seconds, to repeat the notification of an alert that keeps firing, by severity. Severities that are left out use Mimamori’s defaults.'
  ],
  critical: ['The interval for critical alerts.', 14_400],
  warning: ['The interval for warnings.', 86_400],
  info: ['The interval for alerts with severity info.', 86_400],
  quietHours: ['The hours in which only critical alerts are sent; null for none.'],
  days: ['The days on which the quiet hours start. If empty, every day.'],
  'quietHours.timeZone': [
    'The time zone of the quiet hours. Defaults to that of the server; null in responses if that is used.',
    'Asia/Tokyo'
  ],
  enabled: ['Whether the receiver is notified of alerts.', true],
  'setMailRelay.from': ['The sender address.', 'mimamori@factory.lan'],
  'relay.from': ['The sender address.', 'mimamori@factory.lan'],
  relay: ['The mail relay; null if none is configured.'],
  'setMailRelay.host': ['The host name or IP address of the mail relay.', 'mail.factory.lan'],
  'relay.host': ['The host name or IP address of the mail relay.', 'mail.factory.lan'],
  port: ['The port of the mail relay.', 25],
  tls: ['The encryption: none, starttls, or implicit (TLS from the start, on port 465).', 'starttls'],
  caFile: ['The path of a CA certificate on the server, for a mail relay with a certificate of your own CA.', '/etc/mimamori/ca.pem'],
  user: ['The user name, if the mail relay requires a login. Responses contain it for administrators only.', 'mimamori'],
  password: ['The password. A secret: responses only say whether it is set.']
}
