import { StorageUnavailableError } from './errors.ts'
import type { Storage } from './storage.ts'

/**
 * The same storage, and what its last commit met where the disk was not writable: last-seen alone is written every second.
 * A damaged database is found by reading too, and stays so until the collector starts on another, whatever other pages still work.
 */
export const watchWrites = (
  storage: Storage
): { readonly storage: Storage, readonly problem: () => StorageUnavailableError | undefined } => {
  let problem: StorageUnavailableError | undefined
  const note = (found: StorageUnavailableError | undefined): void => {
    if (problem?.trouble !== 'damaged') problem = found
  }
  return {
    problem: () => problem,
    storage: {
      ...storage,
      commit: async (transaction) => {
        try {
          const result = await storage.commit(transaction)
          note(undefined)
          return result
        } catch (error) {
          if (error instanceof StorageUnavailableError) note(error)
          throw error
        }
      },
      query: async (name, parameters) => {
        try {
          return await storage.query(name, parameters)
        } catch (error) {
          if (error instanceof StorageUnavailableError && error.trouble === 'damaged') note(error)
          throw error
        }
      }
    }
  }
}
