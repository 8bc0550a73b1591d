import { StorageUnavailableError } from './errors.ts'
import type { Storage } from './storage.ts'

/**
 * The same storage, with the last commit's error if the disk was not writable: last-seen alone is written every second.
 * A damaged database is found by reading too, and stays so until the collector starts on another, even if other pages still work.
 */
export const watchWrites = (
  storage: Storage
): { readonly storage: Storage, readonly problem: () => StorageUnavailableError | undefined } => {
  let problem: StorageUnavailableError | undefined
  const record = (found: StorageUnavailableError | undefined): void => {
    if (problem?.trouble !== 'damaged') problem = found
  }
  return {
    problem: () => problem,
    storage: {
      ...storage,
      commit: async (transaction) => {
        try {
          const result = await storage.commit(transaction)
          record(undefined)
          return result
        } catch (error) {
          if (error instanceof StorageUnavailableError) record(error)
          throw error
        }
      },
      query: async (name, parameters) => {
        try {
          return await storage.query(name, parameters)
        } catch (error) {
          if (error instanceof StorageUnavailableError && error.trouble === 'damaged') record(error)
          throw error
        }
      }
    }
  }
}
