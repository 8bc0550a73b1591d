import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCollector, type CollectorProcess } from '../../simulator/collector-process.ts'
import { askAsAdmin } from '../../simulator/admin-api.ts'

/** The environment that lets the callback tell a collector, with a spool and a token file in the directory. */
export const telling = (directory: string, url: string, token = 'token-of-the-test'): Record<string, string> => {
  mkdirSync(directory, { recursive: true })
  const tokenFile = join(directory, 'token')
  writeFileSync(tokenFile, token, { mode: 0o600 })
  return { MIMAMORI_URL: url, MIMAMORI_UPDATE_TOKEN_FILE: tokenFile, MIMAMORI_SPOOL_DIR: join(directory, 'spool') }
}

/** What lies in the spool, by name. */
export const spooled = (directory: string): readonly string[] => {
  try {
    return readdirSync(join(directory, 'spool')).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A collector with a token for the role `update`. */
export const startCollectorForUpdates = async (dataDirectory: string): Promise<{ readonly collector: CollectorProcess, readonly token: string }> => {
  const collector = await startCollector({ dataDirectory, adminToken: 'admin-token-of-the-test-0123456789' })
  const { token } = await askAsAdmin<{ token: string }>(collector, '/api/tokens', { name: 'ansible', role: 'update' })
  return { collector, token }
}
