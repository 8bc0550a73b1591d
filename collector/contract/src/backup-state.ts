import { z } from 'zod'

const timestamp = z.iso.datetime()

/** Why a backup failed: no repository where it should be, its disk is full, another password, or something that the command says. */
export const backupFailureReasons = ['missing', 'full', 'wrong_password', 'other'] as const
export type BackupFailureReason = typeof backupFailureReasons[number]

/** The file in which the command tells the collector how backups went, as JSON. What has not happened yet is absent. */
export const backupState = z.object({
  configuredAt: timestamp,
  lastBackup: z.object({
    endedAt: timestamp,
    durationSeconds: z.number().nonnegative(),
    /** The size of its whole content, before restic compresses it and leaves out files that it has. */
    bytes: z.number().nonnegative()
  }).optional(),
  /** Absent once a backup has succeeded since. */
  lastFailure: z.object({ endedAt: timestamp, reason: z.enum(backupFailureReasons) }).optional(),
  /** When a backup was last read to its end, restored and compared. */
  lastProvenAt: timestamp.optional()
})
export type BackupState = z.infer<typeof backupState>
