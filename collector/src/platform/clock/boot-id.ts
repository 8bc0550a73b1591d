import { readFile } from 'node:fs/promises'

/** The id of this machine's boot (random(4)); undefined if the system has none. */
export const readBootId = async (path = '/proc/sys/kernel/random/boot_id'): Promise<string | undefined> =>
  (await readFile(path, 'utf8').catch(() => '')).trim() || undefined
