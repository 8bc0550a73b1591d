import type { DeviceView } from '@mimamori/contract'
import type { DeviceField } from '../registration/device-field.ts'

/** The fields that can be changed, in their order in the form. */
export const editedFields = ['name', 'address', 'site', 'role', 'silentAfterHours'] as const satisfies readonly DeviceField[]
export type EditedField = typeof editedFields[number]

/** What the form holds, as it is typed. */
export type EditDraft = Readonly<Record<EditedField, string>>

/** The fields of the request that are to be changed; null removes one. */
export type DeviceChange = Readonly<Partial<Record<Exclude<EditedField, 'silentAfterHours'>, string | null> & Record<'silentAfterSeconds', number | null>>>

const hourSeconds = 3600

export const draftOf = ({ name, address, site, role, silentAfterSeconds }: Pick<DeviceView, 'name' | 'address' | 'site' | 'role' | 'silentAfterSeconds'>): EditDraft =>
  ({ name: name ?? '', address: address ?? '', site, role, silentAfterHours: String(Number((silentAfterSeconds / hourSeconds).toFixed(4))) })

/** Hours as people type them, in full-width digits too; undefined for what is no number. */
const secondsOf = (hours: string): number | undefined => {
  const digits = hours.normalize('NFKC').replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(digits) ? Math.round(Number(digits) * hourSeconds) : undefined
}

const isChanged = (field: EditedField, draft: EditDraft, before: EditDraft): boolean => draft[field].trim() !== before[field]

/** What is to be changed, and nothing else: another administrator may have changed the rest meanwhile. The server judges it. */
export const changesOf = (draft: EditDraft, before: EditDraft): DeviceChange | { readonly wrong: EditedField } => {
  const change: Record<string, string | number | null> = {}
  for (const field of editedFields.filter((each) => isChanged(each, draft, before))) {
    const value = draft[field].trim()
    if (field !== 'silentAfterHours') {
      change[field] = value === '' ? null : value
      continue
    }
    const seconds = value === '' ? null : secondsOf(value)
    if (seconds === undefined) return { wrong: field }
    change['silentAfterSeconds'] = seconds
  }
  return change
}

/** What somebody else has made of the fields that are changed here, since this form was opened: it would be lost unseen. */
export const changedMeanwhile = (draft: EditDraft, { before, now }: { readonly before: EditDraft, readonly now: EditDraft }): Readonly<Partial<EditDraft>> =>
  Object.fromEntries(editedFields.filter((field) => isChanged(field, draft, before) && now[field] !== before[field] && isChanged(field, draft, now)).map((field) => [field, now[field]]))

/** The draft where the device is now as `now`: what was not changed here follows. */
export const rebased = (draft: EditDraft, { before, now }: { readonly before: EditDraft, readonly now: EditDraft }): EditDraft =>
  ({ ...draft, ...Object.fromEntries(editedFields.filter((field) => !isChanged(field, draft, before)).map((field) => [field, now[field]])) })
