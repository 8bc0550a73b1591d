import { z } from 'zod'
import { about, requestId } from './about.ts'

const mostSeconds = 31_536_000

/** The limits that people are alerted by, with their bounds. */
export const limitFields = {
  /** Time without a message after which a device is silent. */
  silentAfterSeconds: z.number().int().min(60).max(mostSeconds),
  /** Time without a message or shutdown report after which a device is down. The minimum outlasts a restart. */
  downAfterSeconds: z.number().int().min(300).max(mostSeconds),
  downSeverity: z.enum(['warning', 'critical'])
}

/** A missing one comes from the next wider scope. */
export const optionalLimits = {
  silentAfterSeconds: limitFields.silentAfterSeconds.exactOptional().meta(about(
    'The number of seconds without a report after which the device is silent.',
    43_200
  )),
  downAfterSeconds: limitFields.downAfterSeconds.exactOptional().meta(about(
    'The number of seconds without a report after which the device is down, and DeviceDown fires, unless it has sent a shutdown ' +
      'report.',
    600
  )),
  downSeverity: limitFields.downSeverity.exactOptional().meta(about('The severity of DeviceDown for the device.', 'warning'))
}
export const deviceLimits = z.object(limitFields)
export type DeviceLimits = z.infer<typeof deviceLimits>
export const customLimits = z.object(optionalLimits)
export type CustomLimits = z.infer<typeof customLimits>
export type LimitName = keyof DeviceLimits

/** From the widest; a device's own, which are part of its registration, take precedence over all. */
export const limitScopes = ['fleet', 'site', 'role'] as const
export type LimitScope = typeof limitScopes[number]

/** The body of `PUT /api/limits/SCOPE/NAME`: replaces all limits of that scope and name. */
export const limitsChange = z.strictObject(optionalLimits).refine((limits) => Object.keys(limits).length > 0, 'expected at least one limit')

export const scopedLimits = z.object({
  scope: z.enum(limitScopes).meta(about('What the limits apply to: the fleet, a site or a role.', 'site')),
  name: z.string().meta(about('The name of the site or role; `all` for the fleet.', 'north')),
  ...optionalLimits
})
export type ScopedLimits = z.infer<typeof scopedLimits>

/** `GET /api/limits`, and the answer to each change. */
export const limitList = z.object({
  requestId,
  defaults: deviceLimits.describe('The limits where none are set.'),
  limits: z.array(scopedLimits).describe(
    'What is set for the fleet, for sites and for roles. A limit that is left out comes from the next wider scope.'
  )
})
export type LimitList = z.infer<typeof limitList>
