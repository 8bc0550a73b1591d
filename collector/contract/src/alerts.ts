import { z } from 'zod'
import { about, requestId } from './about.ts'
import { notificationProblems } from './text/notification-problem.ts'
import { configurationStates } from './receivers/answers.ts'
import { receiverName } from './receivers/receiver.ts'
import { personName } from './person-name.ts'
import type { Severity } from './severity.ts'
import { suppression } from './suppression.ts'

const atMost = <Value extends z.ZodType>(most: number, pairs: z.ZodRecord<z.ZodString, Value>) =>
  pairs.refine((given) => Object.keys(given).length <= most, `expected at most ${most} of them`)
const name = z.string().min(1).max(256)
const labels = atMost(64, z.record(name, z.string().max(4096)))
const annotations = atMost(64, z.record(name, z.string().max(16_384)))

export const alertStates = ['firing', 'resolved'] as const
export type AlertState = typeof alertStates[number]

/** RFC 3339, as Go writes it. */
const goTime = z.iso.datetime({ offset: true })

/** Alertmanager's hash of the labels, which identifies an alert. */
export const fingerprint = z.string().regex(/^[0-9a-f]{16}$/, 'expected a fingerprint of Alertmanager: 16 hexadecimal digits')

const notifiedAlert = z.object({
  status: z.enum(alertStates).meta(about('Whether the alert is firing or resolved.', 'firing')),
  labels: labels.refine((given) => 'alertname' in given, 'expected a label alertname').describe('The labels of the alert.'),
  annotations: annotations.describe('The annotations of the alert: its texts and links.'),
  startsAt: goTime.meta(about('When the alert started firing.', '2026-11-25T05:00:03.137Z')),
  endsAt: goTime.describe(
    'When the alert was resolved, or, with the annotation `mimamori_end_reason`, when what it was about was no longer watched. While ' +
      'it fires: null, or a time in the year 1 in Alertmanager’s own messages.'
  ),
  generatorURL: z.string().max(8192).meta(about('The URL of the alert’s expression in Prometheus.', 'http://192.168.10.2:9090/graph')),
  fingerprint: fingerprint.meta(about(
    'Alertmanager’s hash of the alert’s labels. An alert has the same fingerprint each time it fires.',
    '9d3bf1a8b51a9c06'
  ))
})
export type NotifiedAlert = z.infer<typeof notifiedAlert>

const notification = z.object({
  version: z.enum(['4', '1'], 'expected version 4 of Alertmanager, or 1 of Grafana').meta(about(
    'The version of Alertmanager’s webhook format.',
    '4'
  )),
  groupKey: z.string().max(65_536).meta(about('The key by which Alertmanager identifies the group.', '{}:{alertname="DeviceSilent"}')),
  truncatedAlerts: z.number().int().min(0).meta(about('The number of alerts that were left out of the notification.', 0)),
  status: z.enum(alertStates).meta(about('firing if at least one of the alerts is firing, otherwise resolved.', 'firing')),
  receiver: z.string().max(256).meta(about('The name of the receiver in Alertmanager.', 'phones')),
  groupLabels: labels.describe('The labels by which the alerts are grouped.'),
  commonLabels: labels.describe('The labels that all of the alerts have in common.'),
  commonAnnotations: annotations.describe('The annotations that all of the alerts have in common.'),
  externalURL: z.string().max(8192).meta(about('The external URL of Alertmanager.', 'http://192.168.10.2:9093')),
  alerts: z.array(notifiedAlert.loose()).max(1000).describe('The alerts in this notification.')
})
/**
 * The body of Alertmanager's webhook, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config), or of
 * Grafana's contact point, which has the same fields and calls them version 1
 * (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/); other
 * fields stay, for the receivers that it is forwarded to.
 */
export const alertNotification = notification.loose()
export interface AlertNotification extends Omit<z.infer<typeof notification>, 'alerts'> { readonly alerts: readonly NotifiedAlert[] }

/** `POST /api/alerts?receiver=…`: the receiver that Alertmanager notifies by itself, too; left out if only the collector is notified. */
export const alertNotificationQuery = z.strictObject({
  receiver: receiverName.optional().meta(about('The receiver that gets the same notification.', 'maintenance'))
})

const onePrintedText = z
  .string()
  .trim()
  .max(500, 'expected at most 500 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, 'expected one line of text')

/** `POST /api/alerts/:fingerprint/acknowledge`. `by`: the person's name; that of the token or session if it is left out. */
export const acknowledgementRequest = z.strictObject({
  by: personName.optional().meta(about('Your name. Defaults to the name of the token or session.', '田中')),
  note: onePrintedText.optional().describe('A comment for others, on one line.')
})

const acknowledgement = z.object({
  by: z.string().meta(about('Who acknowledged the alert: the name of a person, or of the token that was used.', '田中')),
  at: z.iso.datetime().meta(about('When the alert was acknowledged.', '2026-11-25T09:00:00.000Z')),
  note: z.string().nullable().describe('The comment, on one line; null if there is none.')
})

/**
 * A receiver that was sent an alert, or its end, and when first and last. `delivered`: whether the receiver's server is known to have
 * taken the last message.
 */
const notifiedReceiver = z.object({
  receiver: z.string().meta(about('The name of the receiver.', 'maintenance')),
  state: z.enum(alertStates).meta(about('Whether the notifications were of the firing or of the resolved alert.', 'firing')),
  firstAt: z.iso.datetime().meta(about('When the first notification was sent.', '2026-11-25T05:00:33.201Z')),
  lastAt: z.iso.datetime().meta(about('When the last notification was sent.', '2026-11-25T17:00:33.201Z')),
  delivered: z.boolean().meta(about('Whether the receiver’s server is known to have accepted the last notification.', true))
})

/** An alert that the collector has stored: from its start to its end; the next start of the same is another. */
export const alertView = z.object({
  fingerprint: z.string(),
  name: z.string().meta(about('The name of the alert.', 'DeviceSilent')),
  severity: z.string().nullable().meta(about(
    'critical: act at once; warning: act soon; info: no action needed. Null if the alert has no severity.',
    'critical'
  )),
  device: z.string().nullable().meta(about('The ID of the device; null if the alert is not about a device.', 'pi-kiosk-03')),
  site: z.string().nullable().meta(about('The site of the alert; null if it has none.', 'north')),
  state: z.enum(alertStates).meta(about('Whether the alert is firing or resolved.', 'firing')),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  offHours: z.boolean().meta(about(
    'Whether notifications wait until the site opens: the site is closed, and the alert is not critical.',
    false
  )),
  suppression: suppression.nullable().describe(
    'Why Alertmanager sends no notifications of the alert; null if it does, if the alert is resolved, or if Alertmanager does not ' +
      'respond.'
  ),
  labels: z.record(z.string(), z.string()).describe('The labels of the alert.'),
  annotations: z.record(z.string(), z.string()),
  acknowledgement: acknowledgement.nullable().describe('Who has acknowledged the alert; null if nobody has.'),
  notified: z.array(notifiedReceiver).describe('The receivers to which notifications of the alert or its resolution were sent.')
})
export type AlertView = z.infer<typeof alertView>

/** `GET /api/alerts`: newest first. */
export const alertList = z.object({
  requestId,
  alerts: z.array(alertView).describe('The alerts.'),
  nextCursor: z.string().optional().describe('The cursor of the next page; absent on the last page.')
})
export type AlertList = z.infer<typeof alertList>

export const oneAlert = z.object({ requestId, alert: alertView.describe('The alert.') })

/** `GET /api/alerts/status`. */
export const alertingStatus = z.object({
  requestId,
  notificationProblem: z.enum(notificationProblems).nullable().describe(
    'Why no notifications are sent: no_alertmanager (no Alertmanager is configured), starting (the collector has just started and has ' +
      'not heard from Prometheus or Alertmanager yet), alertmanager_silent (Alertmanager does not respond), prometheus_silent ' +
      '(Alertmanager gets no alerts from Prometheus), configuration_refused (Alertmanager rejected the configuration), no_receiver ' +
      '(there are no receivers), receivers_disabled (all receivers are disabled) or not_delivered (none of the latest messages was ' +
      'delivered to any receiver). Null if notifications are sent.'
  ),
  unknownSince: z.iso.datetime().nullable().describe(
    'Since when Alertmanager has not responded, so that the state of the firing alerts is unknown; null while it responds.'
  ),
  firing: z.object({
    critical: z.number().int().meta(about('The number of critical alerts.', 0)),
    warning: z.number().int().meta(about('The number of warnings.', 2)),
    info: z.number().int().meta(about('The number of alerts with severity info.', 0))
  } satisfies Record<Severity, z.ZodNumber>).describe(
    'The number of firing alerts by severity, not counting suppressed alerts and alerts in the off-hours of their site. An unknown ' +
      'severity counts as warning.'
  ),
  suppressed: z.number().int().meta(about('The number of firing alerts that are suppressed: silenced, or inhibited by another alert.', 1)),
  receivers: z.number().int().meta(about('The number of enabled receivers.', 2)),
  infoReceivers: z.number().int().meta(about('The number of enabled receivers that are also notified of alerts with severity info.', 0)),
  undelivered: z.array(z.string()).describe('The names of the enabled receivers whose last message was not delivered.'),
  configuration: z.enum(configurationStates)
})
export type AlertingStatus = z.infer<typeof alertingStatus>
