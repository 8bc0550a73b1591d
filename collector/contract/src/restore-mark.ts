import { z } from 'zod'

const timestamp = z.iso.datetime()

/** The file that a restore leaves in the data directory: by it, the collector explains what has changed since the backup. */
export const restoreMark = z.object({
  /** When the backup was made. */
  takenAt: timestamp,
  restoredAt: timestamp
})
export type RestoreMark = z.infer<typeof restoreMark>
