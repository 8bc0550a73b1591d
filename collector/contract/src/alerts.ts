import { z } from 'zod'
import { notificationProblems } from './text/notification-problem.ts'
import { configurationStates } from './receivers/answers.ts'
import { receiverName } from './receivers/receiver.ts'
import { personName } from './person-name.ts'
import { severities, type Severity } from './severity.ts'
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
  status: z.enum(alertStates),
  labels: labels.refine((given) => 'alertname' in given, 'expected a label alertname'),
  annotations,
  startsAt: goTime,
  /** In the year 1 while it fires. */
  endsAt: goTime,
  generatorURL: z.string().max(8192),
  fingerprint
})
export type NotifiedAlert = z.infer<typeof notifiedAlert>

const notification = z.object({
  version: z.enum(['4', '1'], 'expected version 4 of Alertmanager, or 1 of Grafana'),
  groupKey: z.string().max(65_536),
  /** How many more there are than were sent. */
  truncatedAlerts: z.number().int().min(0),
  status: z.enum(alertStates),
  /** In Alertmanager's configuration. */
  receiver: z.string().max(256),
  groupLabels: labels,
  commonLabels: labels,
  commonAnnotations: annotations,
  externalURL: z.string().max(8192),
  alerts: z.array(notifiedAlert.loose()).max(1000)
})
/**
 * The body of Alertmanager's webhook, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config), or of
 * Grafana's contact point, which has the same fields and calls them version 1
 * (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/); other
 * fields stay, for the receivers that it is forwarded to.
 */
export const alertNotification = notification.loose()
export interface AlertNotification extends Omit<z.infer<typeof notification>, 'alerts'> { readonly alerts: readonly NotifiedAlert[] }

/** `POST /api/alerts?receiver=…`: whom Alertmanager sends the same notification itself; left out where that is the collector alone. */
export const alertNotificationQuery = z.strictObject({ receiver: receiverName.optional() })

const onePrintedText = z
  .string()
  .trim()
  .max(500, 'expected at most 500 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, 'expected one line of text')

/** `POST /api/alerts/:fingerprint/acknowledge`. `by`: the person's name; that of the token or session where it is left out. */
export const acknowledgementRequest = z.strictObject({ by: personName.optional(), note: onePrintedText.optional() })

const acknowledgement = z.object({ by: z.string(), at: z.iso.datetime(), note: z.string().nullable() })

/**
 * A receiver that was sent an alert, or its end, and when first and last. `delivered`: whether the receiver's server is known to have
 * taken the last message.
 */
const notifiedReceiver = z.object({
  receiver: z.string(),
  state: z.enum(alertStates),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  delivered: z.boolean()
})

/** An alert that the collector keeps: from its start to its end; the next start of the same is another. */
export const alertView = z.object({
  fingerprint: z.string(),
  name: z.string(),
  severity: z.string().nullable(),
  device: z.string().nullable(),
  site: z.string().nullable(),
  state: z.enum(alertStates),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  /** Its site is closed, and it is not critical: nobody is notified of it until the site has opened. */
  offHours: z.boolean(),
  /** Null where it is active, or has ended, or Alertmanager does not answer. */
  suppression: suppression.nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  acknowledgement: acknowledgement.nullable(),
  notified: z.array(notifiedReceiver)
})
export type AlertView = z.infer<typeof alertView>

/** `GET /api/alerts`: newest first. */
export const alertList = z.object({ requestId: z.string(), alerts: z.array(alertView), nextCursor: z.string().optional() })
export type AlertList = z.infer<typeof alertList>

export const oneAlert = z.object({ requestId: z.string(), alert: alertView })

/** `GET /api/alerts/status`. */
export const alertingStatus = z.object({
  requestId: z.string(),
  /** Null where somebody is notified. */
  notificationProblem: z.enum(notificationProblems).nullable(),
  /** Since when Alertmanager has not answered: whether what fires still does is unknown since then. */
  unknownSince: z.iso.datetime().nullable(),
  /**
   * How many alerts fire, by severity; what names none of these is a warning. Without those that are suppressed, and those in the off-hours
   * of their site.
   */
  firing: z.object(Object.fromEntries(severities.map((severity) => [severity, z.number().int()])) as Record<Severity, z.ZodNumber>),
  /** How many fire and are suppressed. */
  suppressed: z.number().int(),
  receivers: z.number().int(),
  /** How many of them are notified of what is info. */
  infoReceivers: z.number().int(),
  /** The names of those that are enabled and did not take their last message. */
  undelivered: z.array(z.string()),
  configuration: z.enum(configurationStates)
})
export type AlertingStatus = z.infer<typeof alertingStatus>
