import type { AuditAction, AuditSubject, FieldChange } from '@mimamori/contract'
import type { Statement } from '../storage/storage.ts'
import type { Author } from './author.ts'

/** One change. */
export interface RecordedChange {
  readonly action: AuditAction
  readonly subject: AuditSubject
  /** The device that it is about, if any. */
  readonly device?: string | undefined
  readonly changes: readonly FieldChange[]
}

const toEntry = ({ action, subject, device, changes }: RecordedChange) => ({
  action,
  subjectType: subject.type,
  subject: subject.name,
  device,
  changes: JSON.stringify(changes)
})

/**
 * Statements for the transaction of a change: its entry in the audit log is then on the disk if and only if the change is. None without an
 * author: nobody has asked for changes by the collector itself, such as ending a pause.
 */
export const recordChanges = (by: Author | undefined, changes: readonly RecordedChange[]): readonly Statement[] =>
  by === undefined || changes.length === 0
    ? []
    : [
        {
          name: 'audit.record',
          parameters: {
            actor: by.name,
            role: by.role,
            address: by.address,
            onBehalfOf: by.onBehalfOf ?? null,
            requestId: by.requestId,
            atMs: by.atMs,
            entries: JSON.stringify(changes.map(toEntry))
          }
        }
      ]

export const recordChange = (by: Author | undefined, change: RecordedChange): readonly Statement[] => recordChanges(by, [change])
