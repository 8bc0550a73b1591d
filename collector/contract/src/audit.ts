import { z } from 'zod'
import { about, requestId } from './about.ts'

/** The operations of the API that are recorded, by their `operationId`. */
export const auditActions = [
  'enrollDevice',
  'importDevices',
  'changeDevice',
  'pauseDevice',
  'resumeDevice',
  'rotateDeviceKey',
  'endOldKeys',
  'retireDevice',
  'revokeDevice',
  'deleteDevice',
  'createEnrollmentToken',
  'endEnrollmentToken',
  'exchangeEnrollmentToken',
  'addReceiver',
  'changeReceiver',
  'removeReceiver',
  'testReceiver',
  'setMailRelay',
  'removeMailRelay',
  'acknowledgeAlert',
  'withdrawAcknowledgement',
  'addSilence',
  'endSilence',
  'createUser',
  'changeUser',
  'deleteUser',
  'changeOwnPassword',
  'createUserLoginCode',
  'endSession',
  'createToken',
  'revokeToken',
  'createLoginCode',
  'requestRun',
  'confirmClock',
  'setLimits',
  'removeLimits',
  'publishContent',
  'selectContent',
  'assignContent',
  'removeContent'
] as const
export type AuditAction = typeof auditActions[number]

/** The kinds of things that can be changed. */
export const auditSubjects = [
  'device', 'receiver', 'mail_relay', 'alert', 'silence', 'user', 'session', 'token', 'login_code', 'run', 'clock', 'limits', 'content'
] as const

const subject = z.object({
  type: z.enum(auditSubjects).meta(about('The kind of what was changed.', 'device')),
  name: z.string().nullable().meta(about('Its name or ID; null if there is only one.', 'pi-kiosk-03'))
})
export type AuditSubject = z.infer<typeof subject>

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

/** A field with a dot before each name within an object, such as `channel.url`. A secret is `***`; null: no value. */
export const fieldChange = z.object({
  field: z.string().meta(about('The name of the field, with a dot for a field within a field.', 'channel.url')),
  before: value.meta(about('The value before; null if there was none. A secret is `***`.', 'north')),
  after: value.meta(about('The value after; null if there is none. A secret is `***`.', 'south'))
})
export type FieldChange = z.infer<typeof fieldChange>

/**
 * `name`: of the user or token; of the device, if that has fetched its key. `onBehalfOf`: the account that ran the command, as its
 * program says; for a device, the creator of its token.
 */
const actor = z.object({
  name: z.string().meta(about('The name of the user or token; the ID of the device, if that has fetched its key.', 'admin')),
  role: z.string().meta(about('The role of the token or the session; `device` for a device.', 'admin')),
  address: z.string().meta(about('The IP address that the request came from; behind a reverse proxy, that of the proxy.', '192.168.10.12')),
  onBehalfOf: z.string().nullable().meta(about(
    'Whose command it was: the account that the program names in the header `X-On-Behalf-Of`, which nobody has checked. For a device, ' +
      'who created its token. Null if none is known, or if it was the page.',
    'tanaka'
  ))
})

/** One change: its author, subject, time and origin. */
export const auditEntry = z.object({
  id: z.string().meta(about('The number of the entry, in the order of the changes.', '412')),
  at: z.iso.datetime().meta(about('When the change was requested, by the server’s clock.', '2026-11-25T09:00:00.000Z')),
  actor: actor.describe('Who made the change.'),
  action: z.enum(auditActions).meta(about(
    'The `operationId` of the request. An action in another program, such as a silence in Alertmanager, is recorded first, and ' +
      'removed if it was rejected.',
    'pauseDevice'
  )),
  subject: subject.describe('What was changed.'),
  device: z.string().nullable().meta(about(
    'The ID of the device that the change is about; null if it is not about one device.',
    'pi-kiosk-03'
  )),
  changes: z.array(fieldChange).describe('The fields that were changed; empty if the action changes no field.'),
  requestId: z.string().meta(about(
    'The ID of the request that made the change, as in the collector’s log.',
    '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
  ))
})
export type AuditEntry = z.infer<typeof auditEntry>

/** `GET /api/audit`: newest first; `nextCursor` is set while older entries follow. */
export const auditList = z.object({
  requestId,
  entries: z.array(auditEntry).describe('The entries of the audit log.'),
  nextCursor: z.string().optional().describe('The cursor of the next page; absent on the last page.')
})
export type AuditList = z.infer<typeof auditList>
