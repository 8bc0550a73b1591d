import type { DatabaseSync } from 'node:sqlite'
import { fold } from '@mimamori/contract/fold'
import { pairsOf } from './text-index.ts'

interface IndexedLine {
  readonly id: number
  readonly message: string
}

/** Keeps both indexes, within a transaction that is open. */
export interface IndexWriter {
  add (lines: readonly IndexedLine[]): void
  /** The messages must be those that were added. */
  remove (lines: readonly IndexedLine[]): void
}

export const indexWriter = (database: DatabaseSync): IndexWriter => {
  const addText = database.prepare('INSERT INTO text_index (rowid, text) VALUES (?, ?)')
  const addPairs = database.prepare('INSERT INTO pair_index (rowid, pairs) VALUES (?, ?)')
  const removeText = database.prepare('DELETE FROM text_index WHERE rowid = :id')
  const removePairs = database.prepare('DELETE FROM pair_index WHERE rowid = :id')
  return {
    add (lines) {
      // FTS5 begins a new segment wherever an id is smaller than the one before it.
      const sorted = lines.map(({ id, message }) => ({ id, text: fold(message) })).sort((a, b) => a.id - b.id)
      for (const { id, text } of sorted) addText.run(id, text)
      for (const { id, text } of sorted) {
        const pairs = pairsOf(text)
        if (pairs !== '') addPairs.run(id, pairs)
      }
    },
    remove (lines) {
      for (const { id, message } of lines) {
        removeText.run({ id })
        if (pairsOf(fold(message)) !== '') removePairs.run({ id })
      }
    }
  }
}
