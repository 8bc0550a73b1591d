import { join } from 'node:path'
import { adminTokenFile, serviceTokenFile } from '@mimamori/contract/data-directory'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { readTokenFile } from '@mimamori/program/token-file'
import type { Role } from '@mimamori/contract/roles'
import { makeDirectory } from '../platform/storage/private-file.ts'
import { readingGroup, shareWithGroup } from '../platform/storage/reading-group.ts'
import type { Access } from './access.ts'
import { generateToken } from './stored-tokens.ts'

/** The services that set-up serves: each reads its own file, tokens/NAME in the data directory. */
const serviceTokens: Readonly<Record<string, Role>> = { prometheus: 'scrape', alertmanager: 'alert', update: 'update' }

/**
 * Replaces a token file atomically; mode 0600, or the old file's group if an administrator set one
 * (`chgrp prometheus FILE; chmod 640 FILE`) and we belong to that group or are root.
 */
const writeTokenFile = (file: string, token: string): void => {
  const group = readingGroup(file)
  replaceFileSync(file, `${token}\n`, { mode: 0o600, prepare: (fresh) => { shareWithGroup(fresh, group) } })
}

/** Whether a service's file has its token. A file that we may not read was given to its reader alone, and is believed to. */
const holdsItsToken = (file: string, name: string, access: Access): boolean => {
  try {
    return access.byToken(readTokenFile(file) ?? '')?.name === name
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    return access.tokens().some((token) => token.name === name)
  }
}

/** The administrator's token: from the setting, else from its file, else generated into it. */
export const adminTokenOf = (dataDir: string, configured: string | undefined): string => {
  if (configured !== undefined) return configured
  const file = adminTokenFile(dataDir)
  const stored = readTokenFile(file)
  if (stored !== undefined) return stored
  const token = generateToken()
  writeTokenFile(file, token)
  return token
}

/** Makes the token of each service whose file is missing or has no token that is valid here. */
export const ensureServiceTokens = async (dataDir: string, access: Access): Promise<void> => {
  makeDirectory(join(dataDir, 'tokens'), 0o711)
  for (const [name, role] of Object.entries(serviceTokens)) {
    const file = serviceTokenFile(dataDir, name)
    if (holdsItsToken(file, name, access)) continue
    await access.revokeToken(name)
    writeTokenFile(file, await access.createToken({ name, role }))
  }
}
