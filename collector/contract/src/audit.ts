import { z } from 'zod'

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
  'removeLimits'
] as const
export type AuditAction = typeof auditActions[number]

/** The kinds of what can be changed. */
export const auditSubjects = [
  'device', 'receiver', 'mail_relay', 'alert', 'silence', 'user', 'session', 'token', 'login_code', 'run', 'clock', 'limits'
] as const

const subject = z.object({ type: z.enum(auditSubjects), name: z.string().nullable() })
export type AuditSubject = z.infer<typeof subject>

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

/** A field with a dot before each name within an object, such as `channel.url`. A secret is `***`; null: no value. */
export const fieldChange = z.object({ field: z.string(), before: value, after: value })
export type FieldChange = z.infer<typeof fieldChange>

/**
 * `name`: of the user or token; of the device, where that has fetched its key. `onBehalfOf`: the account that ran the command, as its
 * program says; for a device, who created its token.
 */
const actor = z.object({ name: z.string(), role: z.string(), address: z.string(), onBehalfOf: z.string().nullable() })

/** One change: its author, subject, time and origin. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor,
  action: z.enum(auditActions),
  subject,
  device: z.string().nullable(),
  changes: z.array(fieldChange),
  requestId: z.string()
})
export type AuditEntry = z.infer<typeof auditEntry>

/** `GET /api/audit`: newest first; `nextCursor` is there while older entries follow. */
export const auditList = z.object({ requestId: z.string(), entries: z.array(auditEntry), nextCursor: z.string().optional() })
export type AuditList = z.infer<typeof auditList>
