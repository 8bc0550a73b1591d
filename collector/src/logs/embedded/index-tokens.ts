import type { DatabaseSync } from 'node:sqlite'

export type IndexName = 'text_index' | 'pair_index'

/** A piece with more tokens is so common that the newest lines have it: reading them finds it sooner than as many tokens do. */
const most = 100

/** The tokens of an index that begin with a piece of text; undefined if there are more than 100. */
export type TokensFrom = (index: IndexName, piece: string) => readonly string[] | undefined

/**
 * Finds tokens, so that they can be asked for by name: for a prefix FTS5 puts all lines that have it together before it gives the first.
 * The connection may be one for reading.
 */
export const tokensOfIndexes = (database: DatabaseSync): TokensFrom => {
  const firstOf = (index: IndexName) => {
    // The kind "instance" counts nothing (https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
    database.exec(`CREATE VIRTUAL TABLE temp.${index}_tokens USING fts5vocab('main', '${index}', 'instance')`)
    return database.prepare(`SELECT term FROM temp.${index}_tokens WHERE term >= :from AND term < :end LIMIT 1`)
  }
  const first = { text_index: firstOf('text_index'), pair_index: firstOf('pair_index') }
  return (index, piece) => {
    const tokens: string[] = []
    for (let from = piece; tokens.length <= most;) {
      const row = first[index].get({ from, end: `${piece}\u{10ffff}` })
      if (row === undefined) return tokens
      const token = row['term'] as string
      tokens.push(token)
      // Nothing lies between: this finds the next one without reading through the lines of this one.
      from = `${token}\x01`
    }
    return undefined
  }
}
