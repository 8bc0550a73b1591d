/** Turns the text into a value. @throws {UnexpectedValue} with what it expected, in the reader's language */
export type Parse<Value, Words> = (written: string, words: Words) => Value

/** The text is not a value that a setting or an option takes. */
export class UnexpectedValue extends Error {
  override readonly name = 'UnexpectedValue'
  /** The values that it takes, for a sentence. */
  readonly expected: string

  constructor (expected: string) {
    super(expected)
    this.expected = expected
  }
}

/** One setting: its name, how its text is read, and its default as it would be written (none: empty). */
export interface Setting<Value, Words> {
  readonly name: string
  readonly parse: Parse<Value, Words>
  readonly fallback: string
}

type SettingTable<Words> = Readonly<Record<string, Setting<unknown, Words>>>

/** The settings of a table as a program uses them. */
export type SettingValues<Table extends SettingTable<never>> = { readonly [Key in keyof Table]: ReturnType<Table[Key]['parse']> }

/** undefined for an empty text. */
export const optional = <Value, Words>(parse: Parse<Value, Words>): Parse<Value | undefined, Words> => (written, words) =>
  written === '' ? undefined : parse(written, words)

export interface WrongSetting {
  readonly key: string
  readonly name: string
  readonly expected: string
  readonly written: string
}

interface Source<Words> {
  /** The text of a setting, by its name. */
  readonly written: (name: string) => string | undefined
  readonly words: Words
}

/** The value of every setting of a table, its default's if nothing is written, and all mistakes at once. */
export const readSettings = <Words, Table extends SettingTable<Words>>(
  table: Table, { written, words }: Source<Words>
): { readonly values: Partial<SettingValues<Table>>, readonly wrong: readonly WrongSetting[] } => {
  const values: Record<string, unknown> = {}
  const wrong: WrongSetting[] = []
  for (const [key, { name, parse, fallback }] of Object.entries(table)) {
    const text = written(name) || fallback
    try {
      values[key] = parse(text, words)
    } catch (error) {
      if (!(error instanceof UnexpectedValue)) throw error
      wrong.push({ key, name, expected: error.expected, written: text })
    }
  }
  return { values: values as Partial<SettingValues<Table>>, wrong }
}
