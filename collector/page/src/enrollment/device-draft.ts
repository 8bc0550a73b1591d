import type { ErrorAnswer } from '@mimamori/contract'
import type { Sent } from '../parts/send.ts'
import type { EnrollmentText } from '../text/enrollment-text.en.ts'

/** What the form for a new device holds, as it is typed. */
export interface DeviceDraft {
  readonly id: string
  readonly address: string
  readonly site: string
  readonly role: string
}

export type DeviceField = keyof DeviceDraft

export const emptyDraft: DeviceDraft = { id: '', address: '', site: '', role: '' }

/** The request that a draft makes: what is empty is left out. The server judges it. */
export const requestOf = (draft: DeviceDraft): Readonly<Partial<DeviceDraft>> & Pick<DeviceDraft, 'id'> => ({
  ...Object.fromEntries(Object.entries({ ...draft }).map(([name, value]: readonly [string, string]) => [name, value.trim()] as const).filter(([, value]) => value !== '')),
  id: draft.id.trim()
})

/** Why a form was not taken: at its fields, and of the whole. */
export interface DraftProblems {
  readonly fields: Readonly<Partial<Record<DeviceField, string>>>
  readonly whole?: string
}

/** Why the server did not do it. */
export const refusalOf = (sent: { readonly refusal: ErrorAnswer } | undefined, { refused }: EnrollmentText): string => {
  if (sent === undefined) return refused.notReached
  return sent.refusal.code === 'OPERATOR_TOKEN_REQUIRED' ? refused.loggedOut : `${refused.other} ${sent.refusal.message}`
}

const isField = (name: string): name is DeviceField => Object.hasOwn(emptyDraft, name)

/** What to say where the server did not enroll the device; undefined where it did. */
export const problemsOf = (sent: Sent<unknown>, text: EnrollmentText): DraftProblems | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  if (sent?.refusal.code === 'CLIENT_DEVICE_EXISTS') return { fields: { id: text.wrong.taken } }
  const names = (sent?.refusal.issues ?? []).map(({ path }) => path.replace(/^\//, ''))
  if (names.length === 0 || !names.every(isField)) return { fields: {}, whole: refusalOf(sent, text) }
  return { fields: Object.fromEntries(names.filter(isField).map((name) => [name, text.wrong[name]])) }
}
