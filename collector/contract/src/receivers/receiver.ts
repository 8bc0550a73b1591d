import { z } from 'zod'
import { languages } from '../language.ts'
import { severities } from '../severity.ts'
import { knownTimeZone } from '../time-zone.ts'
import { channel, channelView } from './channels.ts'

/** Also names of Alertmanager's receivers, and parts of paths, that are ours. */
const reservedNames: readonly string[] = ['relay', 'configuration', 'nobody', 'watchdog', 'collector']

/** A receiver's name, which stands in commands, paths and Alertmanager's configuration. */
export const receiverName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected 1 to 63 of a–z, 0–9 and -, such as maintenance')
  .refine((name) => !reservedNames.includes(name), `is a name that Mimamori itself uses (${reservedNames.join(', ')})`)

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = typeof weekdays[number]

const isTimeZone = (text: string): boolean => (text.includes('/') || text === 'UTC') && knownTimeZone(text) !== undefined
const distinct = (list: readonly string[]): boolean => new Set(list).size === list.length

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 18:00')

/** When warnings are held back; what is critical comes through. Past midnight where `to` is earlier than `from`. */
export const quietHours = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  /** On which days they begin; none: every day. */
  days: z.array(z.enum(weekdays)).refine(distinct, 'expected each day once').default([]),
  /** The server's where not given. */
  timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Asia/Tokyo').exactOptional()
}).refine(({ from, to }) => from !== to, { path: ['to'], message: 'expected another time than from' })
export type QuietHours = z.infer<typeof quietHours>

/** After how many seconds a receiver is notified again of an alert that goes on: five minutes to thirty days. */
const repeatSeconds = z.number().int().min(300).max(2_592_000)
export const repeats = z.strictObject({
  critical: repeatSeconds.exactOptional(),
  warning: repeatSeconds.exactOptional(),
  info: repeatSeconds.exactOptional()
})

export const site = z.string().trim().min(1).max(64).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters')

/**
 * A receiver: which alerts it is notified of, how, and when not. Empty lists mean all, of severities all but info, which is for machines;
 * alerts without a site, such as the collector's own, reach the receivers of all sites.
 */
export const receiver = z.strictObject({
  name: receiverName,
  language: z.enum(languages),
  channel,
  sites: z.array(site).max(200).refine(distinct, 'expected each site once').default([]),
  severities: z.array(z.enum(severities)).refine(distinct, 'expected each severity once').default([]),
  repeatSeconds: repeats.default({}),
  quietHours: quietHours.nullable().default(null),
  enabled: z.boolean().default(true)
})
export type Receiver = z.infer<typeof receiver>

/**
 * A change: what is left out stays. Of a channel of the same type the fields that are left out stay, too, so that nobody has to
 * give a secret again, and null takes one away; the result is checked as a whole receiver.
 */
export const receiverChange = z.strictObject({
  language: receiver.shape.language.exactOptional(),
  channel: z.looseObject({ type: z.string() }).exactOptional(),
  sites: receiver.shape.sites.unwrap().exactOptional(),
  severities: receiver.shape.severities.unwrap().exactOptional(),
  repeatSeconds: repeats.exactOptional(),
  quietHours: quietHours.nullable().exactOptional(),
  enabled: z.boolean().exactOptional()
}).refine((change) => Object.keys(change).length > 0, 'expected at least one field to change')
export type ReceiverChange = z.infer<typeof receiverChange>

/** A receiver without its secrets. */
export const receiverView = z.object({
  name: z.string(),
  language: z.enum(languages),
  channel: channelView,
  sites: z.array(z.string()),
  severities: z.array(z.enum(severities)),
  repeatSeconds: z.object({ critical: z.number().optional(), warning: z.number().optional(), info: z.number().optional() }),
  quietHours: z.object({ from: z.string(), to: z.string(), days: z.array(z.enum(weekdays)), timeZone: z.string().nullable() }).nullable(),
  enabled: z.boolean()
})
export type ReceiverView = z.infer<typeof receiverView>
