import { z } from 'zod'
import { about, requestId } from './about.ts'
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
 * `POST /api/silences`: nobody is notified of alerts that match this device, site and name (as far as given) until then. With `from` it
 * begins later: planned maintenance.
 */
export const silenceRequest = z
  .strictObject({
    device: deviceId.optional().meta(about('Silence only alerts of this device.', 'pi-kiosk-03')),
    site: site.optional().meta(about('Silence only alerts of this site.', 'north')),
    alertname: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'expected the name of an alert, such as DeviceSilent')
      .optional().meta(about('Silence only alerts with this name.', 'DeviceSilent')),
    from: timestamp.optional().meta(about('When the silence starts. Defaults to now.', '2026-11-28T08:00:00.000Z')),
    until: timestamp.meta(about('When the silence ends, at most 366 days after it starts.', '2026-11-28T17:00:00.000Z')),
    reason: oneLine.meta(about('The reason for the silence.', 'power work in hall 2')),
    by: personName.optional().meta(about('Your name. Defaults to the name of the token or session.', '田中'))
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
export const silenceMatcher = z.object({
  name: z.string().meta(about('The name of the label to match.', 'device')),
  value: z.string().meta(about('The value or regular expression to match.', 'pi-kiosk-03')),
  isRegex: z.boolean().meta(about('Whether the value is a regular expression.', false)),
  isEqual: z.boolean().meta(about('Whether the label must match the value; if false, it must not.', true))
})
export type SilenceMatcher = z.infer<typeof silenceMatcher>

/** A silence that is active or planned, from any source. */
export const silenceView = z.object({
  id: z.string().meta(about('The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21')),
  state: z.enum(['active', 'pending']).meta(about('active, or pending if the silence has not started yet.', 'active')),
  matchers: z.array(silenceMatcher).describe('The matchers of the silence. An alert is silenced if all of them match.'),
  from: z.iso.datetime().meta(about('When the silence starts.', '2026-11-28T08:00:00.000Z')),
  until: z.iso.datetime().meta(about('When the silence ends.', '2026-11-28T17:00:00.000Z')),
  by: z.string().meta(about(
    'Who created the silence: the name of a person, or of the token that was used; mimamori for the update runner.',
    'admin'
  )),
  reason: z.string().meta(about('The reason for the silence.', 'power work in hall 2')),
  warnings: z.array(z.string()).describe(
    'Possible mistakes in the stored silence, such as the name of an alert that does not exist; one sentence each, in the language of ' +
      'the request.'
  )
})
export type SilenceView = z.infer<typeof silenceView>

/** `GET /api/silences`: by their start. */
export const silenceList = z.object({ requestId, silences: z.array(silenceView).describe('The silences.') })
export type SilenceList = z.infer<typeof silenceList>
export const oneSilence = z.object({
  requestId,
  id: z.string().meta(about('The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'))
})
/** The answer to `POST /api/silences`. */
export const addedSilence = z.object({
  requestId,
  id: z.string().meta(about('The ID of the silence, assigned by Alertmanager.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21')),
  warnings: silenceView.shape.warnings.describe(
    'Possible mistakes in the stored silence, such as the name of an alert that does not exist; one sentence each, in the language of ' +
      'the request.'
  )
})
