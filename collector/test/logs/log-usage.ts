import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'

/** How many bytes each device's log lines take, as a connection of its own reads it. */
export const logUsage = (directory: string): Readonly<Record<string, number>> => {
  const database = new DatabaseSync(join(directory, 'mimamori.db'), { readOnly: true, timeout: 10_000 })
  try {
    const rows = database.prepare('SELECT device_id, bytes FROM log_usage WHERE bytes > 0').all() as { device_id: string, bytes: number }[]
    return Object.fromEntries(rows.map(({ device_id: id, bytes }) => [id, bytes]))
  } finally {
    database.close()
  }
}
