/** Why a form was not taken: at its fields, and of the whole. */
export interface Problems<Field extends string> {
  readonly fields: Readonly<Partial<Record<Field, string>>>
  readonly whole?: string
}
