import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCollector, type CollectorProcess } from '../../../collector/test/collector-process.ts'
import { askAsAdmin } from '../../simulator/admin-api.ts'

/** The environment that lets the callback report to a collector, with a spool and a token file in the directory. */
export const reportingTo = (directory: string, url: string, token = 'token-of-the-test'): Record<string, string> => {
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

export interface SpooledRequest {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

const spooledRequest = (directory: string, name: string): SpooledRequest =>
  JSON.parse(readFileSync(join(directory, 'spool', name), 'utf8')) as SpooledRequest

/** What the requests in the spool say, oldest first; also of those that a process claimed and left when it ended. */
export const spooledRequests = (directory: string): readonly SpooledRequest[] =>
  spooled(directory).map((name) => spooledRequest(directory, name))

/** A collector with a token for the role `update`. */
export const startCollectorForUpdates = async (dataDirectory: string): Promise<{
  readonly collector: CollectorProcess
  readonly token: string
}> => {
  const collector = await startCollector({ dataDirectory, adminToken: 'admin-token-of-the-test-0123456789' })
  const { token } = await askAsAdmin<{ token: string }>(collector, '/api/tokens', { name: 'ansible', role: 'update' })
  return { collector, token }
}

/** Delivers what the callback left, as the runner does: on a slow machine the collector's last answer may have come too late for it. */
export const deliverRest = async (directory: string, url: string, token: string): Promise<void> => {
  for (const name of spooled(directory)) {
    const { path, body } = spooledRequest(directory, name)
    const answer = await fetch(
      new URL(path, url),
      { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    )
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    rmSync(join(directory, 'spool', name))
  }
}
