import { resource, type Command, type Expectation } from '../command.ts'
import { loadExactTime } from '../local-time.ts'
import { table, type Cells } from '../table.ts'
import type { CliText } from '../text/cli-text.ts'

/** The keys of the texts about a name. */
type SaysOfName = { [Key in keyof CliText]: CliText[Key] extends (name: string) => string ? Key : never }[keyof CliText]

/** A command that deletes one of a collection. `name`: its kind in JSON and, in capitals, in the help. */
export const deletion = (
  words: Command['words'], [name, expects]: readonly [string, Expectation], collection: string, said: SaysOfName
): Command => ({
  words,
  positionals: { [name.toUpperCase()]: expects },
  async run ({ ask, subject, text }) {
    await ask('DELETE', resource(collection, subject))
    return { json: { [name]: subject }, lines: text[said](subject) }
  }
})

interface Reader { readonly text: CliText, readonly time: (timestamp: string) => string }

interface List<Item extends object> {
  readonly words: Command['words']
  /** Its name below /api/ and in the answer. */
  readonly collection: string
  /** The message if it is empty. */
  readonly none?: (text: CliText) => string
  readonly cells: (reader: Reader) => Cells<Item> | Promise<Cells<Item>>
}

/** A command that lists a whole collection. */
export const list = <Item extends object>({ words, collection, none, cells }: List<Item>): Command => ({
  words,
  async run (invocation) {
    const { ask, text } = invocation
    const items = (await ask<Readonly<Record<string, readonly Item[]>>>('GET', `/api/${collection}`))[collection]!
    return {
      json: items,
      lines: async () => items.length === 0 && none !== undefined
        ? [none(text)]
        : table(items, text, await cells({ text, time: await loadExactTime(invocation) }))
    }
  }
})
