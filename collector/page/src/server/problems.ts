import type { ErrorAnswer } from '@mimamori/contract'
import { refusalOf } from './refusal.ts'
import { refusalIn, type Sent } from './send.ts'

/** The reason why a form was not taken: at its fields, and for the whole. */
export interface Problems<Field extends string> {
  readonly fields: Readonly<Partial<Record<Field, string>>>
  readonly whole?: string
}

interface Rules<Field extends string> {
  /** The message at each field. */
  readonly wrong: Readonly<Record<Field, string>>
  /** The field that a JSON pointer into the request leads to. */
  readonly fieldOf?: (path: string) => string
  readonly byCode?: Readonly<Record<string, Problems<Field>['fields']>>
  readonly wholeOf?: (refusal: ErrorAnswer | undefined) => string
}

/** Limits are typed in hours and minutes, and sent in seconds. */
const sameField = (path: string): string =>
  ({ '/silentAfterSeconds': 'silentAfterHours', '/downAfterSeconds': 'downAfterMinutes' })[path] ?? path.slice(1)

/** Explains why the server did not take a form; undefined if it did. */
export const problemsIn = <Field extends string>(
  sent: Sent<unknown>,
  { wrong, fieldOf = sameField, byCode = {}, wholeOf = refusalOf }: Rules<Field>
): Problems<Field> | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  const refusal = refusalIn(sent)
  const fields = refusal && byCode[refusal.code]
  if (fields) return { fields }
  const names = (refusal?.issues ?? []).map(({ path }) => fieldOf(path))
  const isField = (name: string): name is Field => Object.hasOwn(wrong, name)
  if (names.length === 0 || !names.every(isField)) return { fields: {} as Problems<Field>['fields'], whole: wholeOf(refusal) }
  return { fields: Object.fromEntries(names.map((name) => [name, wrong[name]])) as Problems<Field>['fields'] }
}
