import type { DatabaseSync } from 'node:sqlite'
import { fold } from '@mimamori/contract/fold'
import { pairsOf, requestToken, textOf, unitToken } from './text-index.ts'

export interface IndexedLine {
  readonly id: number
  readonly message: string
  readonly unit: string | null
  /** Its own, or that of its batch. */
  readonly requestId: string
}

/** Keeps both indexes, within a transaction that is open. */
export interface IndexWriter {
  add (lines: readonly IndexedLine[]): void
  remove (ids: readonly number[]): void
}

export const indexWriter = (database: DatabaseSync): IndexWriter => {
  const addText = database.prepare('INSERT INTO text_index (rowid, text) VALUES (?, ?)')
  const addPairs = database.prepare('INSERT INTO pair_index (rowid, pairs) VALUES (?, ?)')
  const removeText = database.prepare('DELETE FROM text_index WHERE rowid = :id')
  const removePairs = database.prepare('DELETE FROM pair_index WHERE rowid = :id')
  return {
    add (lines) {
      // FTS5 begins a new segment wherever an id is smaller than the one before it.
      const sorted = lines.map((line) => ({ ...line, text: fold(line.message) })).sort((a, b) => a.id - b.id)
      for (const { id, text } of sorted) addText.run(id, textOf(text))
      const tokenOf = new Map<string, string>()
      for (const { id, text, unit, requestId } of sorted) {
        if (unit !== null && !tokenOf.has(unit)) tokenOf.set(unit, unitToken(unit))
        addPairs.run(id, `${requestToken(requestId)} ${unit === null ? '' : tokenOf.get(unit)!} ${pairsOf(text)}`)
      }
    },
    remove (ids) {
      for (const id of ids) {
        removeText.run({ id })
        removePairs.run({ id })
      }
    }
  }
}
