import { Gauge, type Registry } from '@prometheus-io/client'
import type { BackupState } from '@mimamori/contract/backup-state'
import type { BackupWatch } from '../health/watch-backups.ts'

const seconds = (timestamp: string | undefined): number | undefined => timestamp === undefined ? undefined : Date.parse(timestamp) / 1000

/** The gauges of backups, each absent until it has happened: a server without backups has none of them. */
const gauges: Readonly<Record<string, { readonly help: string, readonly read: (state: BackupState) => number | undefined }>> = {
  mimamori_backup_configured_timestamp_seconds: {
    help: 'When backups were set up; absent if they are not.', read: ({ configuredAt }) => seconds(configuredAt)
  },
  mimamori_backup_last_success_timestamp_seconds: {
    help: 'When the last backup was complete; absent until the first.', read: ({ lastBackup }) => seconds(lastBackup?.endedAt)
  },
  mimamori_backup_last_proven_timestamp_seconds: {
    help: 'When a backup was last read to its end, restored and compared; absent until the first time.',
    read: ({ lastProvenAt }) => seconds(lastProvenAt)
  },
  mimamori_backup_size_bytes: {
    help: 'Size of all that is in the last backup, before compression and deduplication.', read: ({ lastBackup }) => lastBackup?.bytes
  },
  mimamori_backup_duration_seconds: { help: 'How long the last backup took.', read: ({ lastBackup }) => lastBackup?.durationSeconds }
}

/** Reads at each scrape the state that the command has left about backups; a file that cannot be read gives no values. */
export const registerBackupMetrics = (registry: Registry, backups: Pick<BackupWatch, 'check'>): void => {
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name, help, registers: [registry],
      async collect () {
        const state = await backups.check()
        const value = state && read(state)
        if (value === undefined) this.remove()
        else this.set(value)
      }
    })
  }
}
