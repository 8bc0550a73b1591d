import { StorageUnavailableError } from './errors.ts'
import type { Storage } from './storage.ts'

/** The same storage, and what its last commit met where the disk was not writable: last-seen alone is written every second. */
export const watchWrites = (storage: Storage): { readonly storage: Storage, readonly problem: () => StorageUnavailableError | undefined } => {
  let problem: StorageUnavailableError | undefined
  return {
    problem: () => problem,
    storage: {
      ...storage,
      commit: async (unit) => {
        try {
          const result = await storage.commit(unit)
          problem = undefined
          return result
        } catch (error) {
          if (error instanceof StorageUnavailableError) problem = error
          throw error
        }
      }
    }
  }
}
