import { z } from 'zod'
import { about, logLevel, logLevels, runId } from '@mimamori/contract'
import { UnknownDeviceError, type Registry } from '../../devices/registry/registry.ts'
import type { LogConditions } from '../matches.ts'

const timestamp = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** `warn,error`: names of levels, as logLevel takes them. */
const levels = z.string().transform((text, context) => {
  const read = text.split(',').map((name) => logLevel.safeParse(name.trim()))
  if (read.every(({ success }) => success)) return read.map(({ data }) => data!)
  context.addIssue({
    code: 'custom',
    message: `expected some of ${logLevels.join(', ')} with commas between them, or what other loggers call them`,
    input: text
  })
  return z.NEVER
})

/** The parameters of a live tail that select lines; each of them narrows. */
export const tailFilter = {
  clientId: z.string().optional().meta(about('Return only lines of this device.', 'pi-kiosk-03')),
  site: z.string().max(64).optional().meta(about('Return only lines of devices at this site; empty for devices without a site.', 'north')),
  role: z.string().max(64).optional().meta(about(
    'Return only lines of devices with this role; empty for devices without a role.',
    'kiosk'
  )),
  level: levels.optional().meta(about(
    'Return only lines with these levels, separated by commas. Level names of other loggers are accepted, too.',
    'warn,error'
  )),
  q: z.string().max(200).optional().meta(about('Return only lines whose message contains this text. Case is ignored.', '温度')),
  unit: z.string().max(256).optional().meta(about('Return only lines of this systemd unit.', 'kiosk.service')),
  requestId: z.string().max(100).optional().meta(about(
    'Return only lines that were sent with this request, or that mention it.',
    '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
  )),
  run: runId.optional().meta(about('Return only lines about this update run.', '20261125-085000-0a1b2c'))
}
/** The position at which a search goes on, or begins. */
const cursor = z.string().regex(/^\d+$/, 'expected nextCursor of an earlier answer, or the id of a line').transform(Number)
  .refine(Number.isSafeInteger, 'expected nextCursor of an earlier answer, or the id of a line')
const searchFilter = {
  ...tailFilter,
  since: timestamp.optional().meta(about('Return only lines from this time on.', '2026-11-25T09:00:00.000Z')),
  until: timestamp.optional().meta(about('Return only lines up to this time.', '2026-11-25T10:00:00.000Z'))
}
export type LogFilterQuery = z.output<z.ZodObject<typeof searchFilter>>

const endsAfterItBegins = (given: object, context: z.RefinementCtx): void => {
  const { since, until } = given as Pick<LogFilterQuery, 'since' | 'until'>
  if (since !== undefined && until !== undefined && until < since) {
    context.addIssue({ code: 'custom', path: ['until'], message: 'expected a time that is not before since' })
  }
}

/** The parameters of a search, with those of a route. Strict: a filter that is misspelt must not look like one that found everything. */
export const logSearchQuery = <Shape extends z.ZodRawShape>(ofRoute: Shape) =>
  z
    .strictObject({
      ...searchFilter,
      order: z.enum(['newest', 'oldest']).default('newest').meta(about(
        'Which lines come first, by the time of the event: newest (the default) or oldest.',
        'oldest'
      )),
      cursor: cursor.optional().meta(about(
        'Return only lines after this one, in the requested order: the `nextCursor` of the previous page, or the `id` of any line.',
        '890000000000000'
      )),
      ...ofRoute
    })
    .superRefine(endsAfterItBegins)

type Devices = Pick<Registry, 'all' | 'get'>

const deviceIdsOf = ({ clientId, site, role }: LogFilterQuery, registry: Devices): readonly string[] | undefined => {
  const device = clientId === undefined ? undefined : registry.get(clientId)
  if (clientId !== undefined && device === undefined) throw new UnknownDeviceError(`no device is enrolled as ${clientId}`)
  if (device === undefined && site === undefined && role === undefined) return undefined
  const named = device === undefined ? registry.all() : [device]
  return named
    .filter((each) => (site === undefined || each.site === site) && (role === undefined || each.role === role))
    .map(({ id }) => id)
}

/** The conditions of a search; undefined if no device is at that site, or has that role. @throws {UnknownDeviceError} */
export const logConditions = (filter: LogFilterQuery, registry: Devices): LogConditions | undefined => {
  const { level, q, unit, since, until, requestId, run } = filter
  const deviceIds = deviceIdsOf(filter, registry)
  if (deviceIds?.length === 0) return undefined
  return {
    ...deviceIds !== undefined && { deviceIds },
    ...level !== undefined && { levels: level },
    ...q !== undefined && q !== '' && { text: q },
    ...unit !== undefined && { unit },
    ...since !== undefined && { sinceMs: since },
    ...until !== undefined && { untilMs: until },
    ...requestId !== undefined && { requestId },
    ...run !== undefined && { runId: run }
  }
}

/**
 * The conditions of a stream, asked again and again: devices come to a site, and leave it. Undefined for none,
 * as for a device that was deleted.
 */
export const followedConditions = (filter: LogFilterQuery, registry: Devices) => (): LogConditions | undefined => {
  try {
    return logConditions(filter, registry)
  } catch (error) {
    if (error instanceof UnknownDeviceError) return undefined
    throw error
  }
}
