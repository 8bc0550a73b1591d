import type { DeviceView } from '@mimamori/contract'
import { inUnits, secondsOf } from '../text/index.ts'
import type { DeviceField } from './registration/device-field.ts'

/** The fields that can be changed, in their order in the form. */
export const editedFields = [
  'name',
  'address',
  'site',
  'role',
  'silentAfterHours',
  'downAfterMinutes',
  'downSeverity',
  'scrapeUrl'
] as const satisfies readonly DeviceField[]
export type EditedField = typeof editedFields[number]

/** The form as it is typed. */
export type EditDraft = Readonly<Record<EditedField, string>>

/** Fields of seconds, which people type in greater units: how many seconds one has, and the name in the request. */
const durations = { silentAfterHours: [3600, 'silentAfterSeconds'], downAfterMinutes: [60, 'downAfterSeconds'] } as const
type DurationField = keyof typeof durations
const isDuration = (field: EditedField): field is DurationField => field in durations

/** The fields of the request that are to be changed; null removes one. */
export type DeviceChange = Readonly<Partial<
  Record<Exclude<EditedField, DurationField>, string | null> & Record<typeof durations[DurationField][1], number | null>
>>

/** Only the device's own limits are filled in. */
export const draftOf = (
  { name, address, site, role, ownLimits, scrapeUrl }: Pick<DeviceView, 'name' | 'address' | 'site' | 'role' | 'ownLimits' | 'scrapeUrl'>
): EditDraft => ({
  name: name ?? '', address: address ?? '', site, role, scrapeUrl: scrapeUrl ?? '', downSeverity: ownLimits.downSeverity ?? '',
  silentAfterHours: inUnits(
    ownLimits.silentAfterSeconds,
    durations.silentAfterHours[0]
  ), downAfterMinutes: inUnits(ownLimits.downAfterSeconds, durations.downAfterMinutes[0])
})

const isChanged = (field: EditedField, draft: EditDraft, before: EditDraft): boolean => draft[field].trim() !== before[field]

/** Only the changed fields: another administrator may have changed the others. The server validates them. */
export const changesOf = (draft: EditDraft, before: EditDraft): DeviceChange | { readonly wrong: EditedField } => {
  const change: Record<string, string | number | null> = {}
  for (const field of editedFields.filter((each) => isChanged(each, draft, before))) {
    const value = draft[field].trim()
    if (!isDuration(field)) {
      change[field] = value === '' ? null : value
      continue
    }
    const [unitSeconds, name] = durations[field]
    const seconds = value === '' ? null : secondsOf(value, unitSeconds)
    if (seconds === undefined) return { wrong: field }
    change[name] = seconds
  }
  return change
}

/** Values that somebody else has given to the same fields since this form was opened: they would be lost unseen. */
export const changedByOthers = (
  draft: EditDraft,
  { before, now }: { readonly before: EditDraft, readonly now: EditDraft }
): Readonly<Partial<EditDraft>> =>
  Object.fromEntries(
    editedFields.filter((field) => isChanged(field, draft, before) &&
      now[field] !== before[field] &&
      isChanged(field, draft, now)).map((field) => [field, now[field]])
  )

/** The draft for the device as it is `now`: fields that were not changed here follow it. */
export const rebased = (draft: EditDraft, { before, now }: { readonly before: EditDraft, readonly now: EditDraft }): EditDraft =>
  ({
    ...draft,
    ...Object.fromEntries(editedFields.filter((field) => !isChanged(field, draft, before)).map((field) => [field, now[field]]))
  })
