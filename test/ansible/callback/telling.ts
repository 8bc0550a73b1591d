import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Delivers what the callback left, as the runner does: on a slow machine the collector's last answer may have come too late for it. */
export const deliverRest = async (directory: string, { collector: { origin }, token }: Awaited<ReturnType<typeof startCollectorForUpdates>>): Promise<void> => {
  for (const name of spooled(directory)) {
    const file = join(directory, 'spool', name)
    const { path, body } = JSON.parse(readFileSync(file, 'utf8')) as { path: string, body: unknown }
    const answer = await fetch(new URL(path, origin), { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    rmSync(file)
  }
}
