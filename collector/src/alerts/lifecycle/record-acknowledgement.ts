import type { AlertView } from '@mimamori/contract'
import { compareFields } from '../../platform/audit/compare-fields.ts'
import type { RecordedChange } from '../../platform/audit/record-change.ts'

/** The name of the person who sees to an alert, and their note. */
export interface Acknowledgement {
  readonly by: string
  readonly note?: string | null | undefined
}

const signed = (given: Acknowledgement | null | undefined): Acknowledgement | undefined =>
  given ? { by: given.by, note: given.note } : undefined

/** The entry of an acknowledgement that is given, changed, or (undefined) withdrawn; `alert` is its state before. */
export const acknowledgementChange = (
  { name, device, site, acknowledgement }: AlertView,
  after: Acknowledgement | undefined
): RecordedChange => ({
  action: after === undefined ? 'withdrawAcknowledgement' : 'acknowledgeAlert',
  subject: { type: 'alert', name: device === null && site !== null ? `${name} ${site}` : name },
  device: device ?? undefined,
  changes: compareFields(signed(acknowledgement), signed(after))
})
