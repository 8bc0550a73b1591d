import { z } from 'zod'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import { readJson } from '../../platform/storage/read-json.ts'
import type { Statement, Storage } from '../../platform/storage/storage.ts'
import { lastingFacts, type LastingFacts } from './facts.ts'

/** The lasting facts of devices, stored across restarts: a device that does not report must keep its labels. */
export interface StoredFacts {
  /** The facts that were last stored. */
  get (deviceId: string): LastingFacts | undefined
  /** For a device that is no longer expected to report; the next `keep` removes it from the disk. */
  forget (deviceId: string): void
  /** Stores the changed facts of these devices; resolves when they are on the disk. */
  keep (deviceIds: readonly string[], read: (deviceId: string) => LastingFacts): Promise<void>
}

const storedFacts = z.looseObject({
  model: z.string().exactOptional(),
  os: z.string().exactOptional(),
  kernel: z.string().exactOptional(),
  releases: z.record(z.string(), z.string())
})

/** For a device that has reported nothing. */
const nothing = JSON.stringify(lastingFacts({ releases: {} }))

/**
 * Reads the stored facts; as text, since most of it is never used. `onUnreadable` is called for a device whose text cannot be
 * read, with its beginning: the facts are unknown until the device reports them again.
 */
export const openStoredFacts = async (
  storage: Storage,
  onUnreadable?: (deviceId: string, beginning: string) => void
): Promise<StoredFacts> => {
  const texts = new Map<string, string>()
  const forgotten = new Set<string>()
  for (const row of await storage.query<{ device_id: string, facts: string }>('facts.all', {})) texts.set(row.device_id, row.facts)

  const changesOf = async (
    deviceIds: readonly string[],
    read: (deviceId: string) => LastingFacts
  ): Promise<readonly { readonly id: string, readonly facts: string }[]> => {
    const slice = timeSlice()
    const rows = []
    for (const id of deviceIds) {
      const facts = JSON.stringify(lastingFacts(read(id)))
      if (facts !== (texts.get(id) ?? nothing)) rows.push({ id, facts })
      await slice.pause()
    }
    return rows
  }

  return {
    get (deviceId) {
      const text = texts.get(deviceId)
      return text === undefined
        ? undefined
        : readJson(text, storedFacts, (beginning) => {
            texts.delete(deviceId)
            onUnreadable?.(deviceId, beginning)
          })
    },
    forget (deviceId) {
      texts.delete(deviceId)
      forgotten.add(deviceId)
    },
    async keep (deviceIds, read) {
      const rows = await changesOf(deviceIds, read)
      const gone = [...forgotten]
      const transaction: Statement[] = [
        ...(gone.length === 0 ? [] : [{ name: 'facts.remove', parameters: { ids: JSON.stringify(gone) } }]),
        ...(rows.length === 0 ? [] : [{ name: 'facts.save', parameters: { rows: JSON.stringify(rows) } }])
      ]
      if (transaction.length === 0) return
      forgotten.clear()
      try {
        await storage.commit(transaction)
      } catch (error) {
        for (const id of gone) forgotten.add(id)
        throw error
      }
      // A device that has been forgotten is removed the next time.
      for (const { id, facts } of rows) if (!forgotten.has(id)) texts.set(id, facts)
    }
  }
}
