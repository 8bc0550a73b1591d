import type { MailRelay, Receiver } from '@mimamori/contract'
import type { Author } from '../../platform/audit/author.ts'
import { compareFields } from '../../platform/audit/compare-fields.ts'
import { recordChange, type RecordedChange } from '../../platform/audit/record-change.ts'
import type { Statement } from '../../platform/storage/storage.ts'

/** The fields that no answer contains (view-receiver.ts); headers are shown by their names. */
const secretFields = new Set(['channel.url', 'channel.server', 'channel.token', 'channel.body'])
const isSecret = (field: string): boolean => secretFields.has(field) || field.startsWith('channel.headers.')

/** The name is in the entry's subject already. */
const withoutName = (receiver: Receiver | undefined): object | undefined => receiver && { ...receiver, name: undefined }

/** Nothing is recorded if nothing differs. */
const recordDifference = (by: Author | undefined, change: RecordedChange): readonly Statement[] =>
  change.changes.length === 0 ? [] : recordChange(by, change)

/** The entry of a receiver that is added, changed or removed; undefined: there was none, or is none any more. */
export const recordReceiver = (by: Author | undefined, before: Receiver | undefined, after: Receiver | undefined): readonly Statement[] =>
  recordDifference(by, {
    action: before === undefined ? 'addReceiver' : after === undefined ? 'removeReceiver' : 'changeReceiver',
    subject: { type: 'receiver', name: (after ?? before)!.name },
    changes: compareFields(withoutName(before), withoutName(after), isSecret)
  })

export const recordRelay = (by: Author | undefined, before: MailRelay | undefined, after: MailRelay | undefined): readonly Statement[] =>
  recordDifference(by, {
    action: after === undefined ? 'removeMailRelay' : 'setMailRelay',
    subject: { type: 'mail_relay', name: null },
    changes: compareFields(before, after, (field) => field === 'password')
  })
