import { readFile } from 'node:fs/promises'
import { restoreMarkFile } from '@mimamori/contract/data-directory'
import type { FastifyBaseLogger } from 'fastify'
import { restoreMark } from '@mimamori/contract/restore-mark'

/** The times of the last restore of the data directory, in Unix milliseconds. */
export interface RestoredData {
  /** When the backup was made: what was changed later is not in the data. */
  readonly takenMs: number
  readonly restoredMs: number
}

/** Undefined if the data were never restored, or the file about it cannot be read, which is no reason not to start. */
export const readRestoredData = async (dataDirectory: string, log: Pick<FastifyBaseLogger, 'error'>): Promise<RestoredData | undefined> => {
  try {
    const { takenAt, restoredAt } = restoreMark.parse(JSON.parse(await readFile(restoreMarkFile(dataDirectory), 'utf8')))
    return { takenMs: Date.parse(takenAt), restoredMs: Date.parse(restoredAt) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.error({ err: error }, 'mark of the last restore not readable')
    return undefined
  }
}
