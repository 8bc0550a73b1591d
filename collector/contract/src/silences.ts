import { z } from 'zod'
import { deviceId } from './device-id.ts'
import { timestamp } from './timestamp.ts'
import { personName } from './person-name.ts'
import { site } from './receivers/receiver.ts'

const oneLine = z
  .string()
  .trim()
  .min(1, 'expected a reason')
  .max(500, 'expected at most 500 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, 'expected one line of text')

/**
 * `POST /api/silences`: nobody is notified of alerts of this device, site or name (of all that are given) until then. With `from` it
 * begins later: planned maintenance.
 */
export const silenceRequest = z
  .strictObject({
    device: deviceId.optional(),
    site: site.optional(),
    alertname: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'expected the name of an alert, such as DeviceSilent')
      .optional(),
    /** Now, where not given. */
    from: timestamp.optional(),
    until: timestamp,
    reason: oneLine,
    /** The person's name; that of the token or session where it is left out. */
    by: personName.optional()
  })
  .refine(({ device, site, alertname }) => device !== undefined || site !== undefined || alertname !== undefined, {
    path: ['device'],
    message: 'expected a device, a site or an alertname'
  })
  .refine(({ from, until }) => from === undefined || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'expected a time after from'
  })
export type SilenceRequest = z.infer<typeof silenceRequest>

/** A matcher of Alertmanager (https://prometheus.io/docs/alerting/latest/configuration/#matcher): all of a silence's must match. */
export const silenceMatcher = z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() })
export type SilenceMatcher = z.infer<typeof silenceMatcher>

/** A silence that is active or planned, from any source. */
export const silenceView = z.object({
  id: z.string(),
  state: z.enum(['active', 'pending']),
  matchers: z.array(silenceMatcher),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
  /** Such as of the name of an alert that nobody knows: one sentence each. */
  warnings: z.array(z.string())
})
export type SilenceView = z.infer<typeof silenceView>

/** `GET /api/silences`: by their start. */
export const silenceList = z.object({ requestId: z.string(), silences: z.array(silenceView) })
export type SilenceList = z.infer<typeof silenceList>
export const oneSilence = z.object({ requestId: z.string(), id: z.string() })
/** The answer to `POST /api/silences`. */
export const addedSilence = z.object({ requestId: z.string(), id: z.string(), warnings: silenceView.shape.warnings })
