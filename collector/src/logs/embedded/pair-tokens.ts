import type { DatabaseSync } from 'node:sqlite'

/** Beyond this a character is so common that the newest lines have it: reading them finds it sooner than as many tokens do. */
const most = 100

/**
 * The tokens of `pair_index` that begin with a character, so that they can be asked for by name: for a prefix FTS5 puts all lines that
 * have it together before it gives the first. The connection may be one for reading.
 * @returns undefined where there are more than 100
 */
export const tokensOfPairIndex = (database: DatabaseSync): (character: string) => readonly string[] | undefined => {
  // The kind "instance" counts nothing (https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
  database.exec("CREATE VIRTUAL TABLE temp.pair_tokens USING fts5vocab('main', 'pair_index', 'instance')")
  const first = database.prepare('SELECT term FROM temp.pair_tokens WHERE term >= :from AND term < :end LIMIT 1')
  return (character) => {
    const tokens: string[] = []
    for (let from = character; tokens.length <= most;) {
      const row = first.get({ from, end: `${character}\u{10ffff}` })
      if (row === undefined) return tokens
      const token = row['term'] as string
      tokens.push(token)
      // Nothing lies between: this finds the next one without reading through the lines of this one.
      from = `${token}\x01`
    }
    return undefined
  }
}
