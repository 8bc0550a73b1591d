import type { DatabaseSync } from 'node:sqlite'
import { fold } from '@mimamori/contract/fold'
import { requestColumn } from './line-row.ts'
import { blockOf, idsOf } from './line-blocks.ts'
import { nameToken, pairsOf, textOf } from './text-index.ts'

type IndexedLine = Readonly<{ message: string, unit: string | null, device_id: string, request_id: string | null, run_id: string | null }>

/** Updates both indexes, within an open transaction. */
export interface IndexWriter {
  /** Indexes lines that are in the table, each with all others of its block. */
  add (ids: readonly number[]): void
  /** Call it once the lines are gone: an entry stays until its block has none. */
  remove (ids: readonly number[]): void
}

/** In order: FTS5 begins a new segment wherever a number is smaller than the one before it. */
const blocksOf = (ids: readonly number[]): readonly number[] => [...new Set(ids.map(blockOf))].sort((a, b) => a - b)

export const indexWriter = (database: DatabaseSync): IndexWriter => {
  const linesOf = database.prepare(`
    SELECT message, unit, d.id AS device_id, ${requestColumn}, run_id
    FROM lines l JOIN batches b ON position = batch JOIN devices d ON d.device = l.device WHERE l.id >= :low AND l.id <= :high`)
  const hasLines = database.prepare('SELECT 1 FROM lines WHERE id >= :low AND id <= :high LIMIT 1')
  const setText = database.prepare('INSERT OR REPLACE INTO text_index (rowid, text) VALUES (?, ?)')
  const setPairs = database.prepare('INSERT OR REPLACE INTO pair_index (rowid, pairs) VALUES (?, ?)')
  const removeText = database.prepare('DELETE FROM text_index WHERE rowid = :block')
  const removePairs = database.prepare('DELETE FROM pair_index WHERE rowid = :block')
  return {
    add (ids) {
      for (const block of blocksOf(ids)) {
        const lines = linesOf.all({ ...idsOf(block) }) as unknown as IndexedLine[]
        const texts = lines.map(({ message }) => fold(message))
        const names = lines.flatMap(({ unit, device_id: device, request_id: request, run_id: run }) => [
          nameToken('device', device), ...request === null ? [] : [nameToken('request', request)],
          ...unit === null ? [] : [nameToken('unit', unit)], ...run === null ? [] : [nameToken('run', run)]
        ])
        setText.run(block, texts.map(textOf).join(''))
        setPairs.run(block, [...names, ...texts.map(pairsOf)].join(' '))
      }
    },
    remove (ids) {
      for (const block of blocksOf(ids)) {
        if (hasLines.get({ ...idsOf(block) }) !== undefined) continue
        removeText.run({ block })
        removePairs.run({ block })
      }
    }
  }
}
