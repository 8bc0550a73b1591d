import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Access, Role } from './access.ts'
import { generateToken } from './stored-access.ts'

/** The services that set-up serves: each reads its own file, tokens/NAME in the data directory. */
export const serviceTokens: Readonly<Record<string, Role>> = { prometheus: 'scrape', alertmanager: 'alert', update: 'update' }

/** The administrator's token file, which the command line reads. */
export const adminTokenFile = (dataDir: string): string => join(dataDir, 'admin-token')
export const serviceTokenFile = (dataDir: string, name: string): string => join(dataDir, 'tokens', name)

/** The text of a token file, without the line's end; undefined where there is none. */
export const readTokenFile = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all, and readable by its owner alone. */
const writeTokenFile = (file: string, token: string): void => {
  writeFileSync(`${file}.new`, `${token}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** The administrator's token: as set, else from its file, else generated into it. */
export const adminTokenOf = (dataDir: string, configured: string | undefined): string => {
  if (configured !== undefined) return configured
  const file = adminTokenFile(dataDir)
  const kept = readTokenFile(file)
  if (kept !== undefined) return kept
  const token = generateToken()
  writeTokenFile(file, token)
  return token
}

/** Makes the token of each service whose file is missing or holds no token that is valid here. */
export const ensureServiceTokens = async (dataDir: string, access: Access): Promise<void> => {
  mkdirSync(join(dataDir, 'tokens'), { recursive: true, mode: 0o700 })
  for (const [name, role] of Object.entries(serviceTokens)) {
    const file = serviceTokenFile(dataDir, name)
    if (access.byToken(readTokenFile(file) ?? '')?.name === name) continue
    await access.revokeToken(name)
    writeTokenFile(file, await access.createToken({ name, role }))
  }
}
