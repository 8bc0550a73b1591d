import { z } from 'zod'
import { about } from '../about.ts'
import { languages } from '../language.ts'
import { severities } from '../severity.ts'
import { knownTimeZone } from '../time-zone.ts'
import { channel, channelView } from './channels.ts'

/** Names that our paths and Alertmanager's receivers have already. */
const reservedNames: readonly string[] = ['relay', 'configuration', 'nobody', 'watchdog', 'collector']

/** A receiver's name, which occurs in commands, paths and Alertmanager's configuration. */
export const receiverName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected 1 to 63 of a–z, 0–9 and -, such as maintenance')
  .refine((name) => !reservedNames.includes(name), `is a name that Mimamori itself uses (${reservedNames.join(', ')})`)

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = typeof weekdays[number]

const isTimeZone = (text: string): boolean => (text.includes('/') || text === 'UTC') && knownTimeZone(text) !== undefined
const distinct = (list: readonly string[]): boolean => new Set(list).size === list.length

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 18:00')

/** The hours in which warnings are held back; critical alerts come through. Past midnight if `to` is earlier than `from`. */
export const quietHours = z.strictObject({
  from: timeOfDay.meta(about('When the quiet hours start.', '18:00')),
  to: timeOfDay.meta(about('When the quiet hours end; on the next day if earlier than `from`.', '08:00')),
  days: z.array(z.enum(weekdays)).refine(distinct, 'expected each day once').default([]).describe(
    'The days on which the quiet hours start. If empty, every day.'
  ),
  timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Asia/Tokyo').exactOptional().meta(about(
    'The time zone of the quiet hours. Defaults to that of the server; null in responses if that is used.',
    'Asia/Tokyo'
  ))
}).refine(({ from, to }) => from !== to, { path: ['to'], message: 'expected another time than from' })
export type QuietHours = z.infer<typeof quietHours>

/** After how many seconds a receiver is notified again of an alert that goes on: five minutes to thirty days. */
const repeatSeconds = z.number().int().min(300).max(2_592_000)
export const repeats = z.strictObject({
  critical: repeatSeconds.exactOptional().meta(about('The interval for critical alerts.', 14_400)),
  warning: repeatSeconds.exactOptional().meta(about('The interval for warnings.', 86_400)),
  info: repeatSeconds.exactOptional().meta(about('The interval for alerts with severity info.', 86_400))
})

export const site = z.string().trim().min(1).max(64).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters')

/**
 * A receiver: the alerts that it is notified of, its channel, and its quiet hours. Empty lists mean all, of severities all but info, which
 * is for machines; alerts without a site, such as the collector's own, reach the receivers of all sites.
 */
export const receiver = z.strictObject({
  name: receiverName.meta(about('The name of the receiver, which cannot be changed later.', 'maintenance')),
  language: z.enum(languages).meta(about('The language of the messages.', 'ja')),
  channel,
  sites: z.array(site).max(200).refine(distinct, 'expected each site once').default([]).describe(
    'Send only alerts of these sites and alerts without a site. If empty, alerts of all sites.'
  ),
  severities: z.array(z.enum(severities)).refine(distinct, 'expected each severity once').default([]).describe(
    'Send only alerts with these severities. If empty, critical and warning.'
  ),
  repeatSeconds: repeats.default({}).describe(
    'How often, in seconds, to repeat the notification of an alert that keeps firing, by severity. Severities that are left out use ' +
      'Mimamori’s defaults.'
  ),
  quietHours: quietHours.nullable().default(null).describe('The hours in which only critical alerts are sent; null for none.'),
  enabled: z.boolean().default(true).meta(about('Whether the receiver is notified of alerts.', true))
})
export type Receiver = z.infer<typeof receiver>

/**
 * A change: missing fields stay. So do the missing fields of a channel of the same type, so that nobody has to
 * give a secret again, and null removes one; the result is checked as a whole receiver.
 */
export const receiverChange = z.strictObject({
  language: receiver.shape.language.exactOptional().meta(about('The language of the messages.', 'ja')),
  channel: z.looseObject({ type: z.string().describe('The type of the channel.') }).exactOptional().describe(
    'How messages are sent to the receiver.'
  ),
  sites: receiver.shape.sites.unwrap().exactOptional().describe(
    'Send only alerts of these sites and alerts without a site. If empty, alerts of all sites.'
  ),
  severities: receiver.shape.severities.unwrap().exactOptional(),
  repeatSeconds: repeats.exactOptional(),
  quietHours: quietHours.nullable().exactOptional(),
  enabled: z.boolean().exactOptional()
}).refine((change) => Object.keys(change).length > 0, 'expected at least one field to change')
export type ReceiverChange = z.infer<typeof receiverChange>

/** A receiver without its secrets. */
export const receiverView = z.object({
  name: z.string().meta(about('The name of the receiver.', 'maintenance')),
  language: z.enum(languages).meta(about('The language of the messages.', 'ja')),
  channel: channelView,
  sites: z.array(z.string()).describe('Send only alerts of these sites and alerts without a site. If empty, alerts of all sites.'),
  severities: z.array(z.enum(severities)),
  repeatSeconds: z.object({
    critical: z.number().optional().meta(about('The interval for critical alerts.', 14_400)),
    warning: z.number().optional().meta(about('The interval for warnings.', 86_400)),
    info: z.number().optional().meta(about('The interval for alerts with severity info.', 86_400))
  }),
  quietHours: z.object({
    from: z.string().meta(about('When the quiet hours start.', '18:00')),
    to: z.string().meta(about('When the quiet hours end; on the next day if earlier than `from`.', '08:00')),
    days: z.array(z.enum(weekdays)),
    timeZone: z.string().nullable().meta(about(
      'The time zone of the quiet hours. Defaults to that of the server; null in responses if that is used.',
      'Asia/Tokyo'
    ))
  }).nullable(),
  enabled: z.boolean()
})
export type ReceiverView = z.infer<typeof receiverView>
