import { existsSync } from 'node:fs'
import type { ConfigIssue } from './config-issue.ts'
import { readRegularFile } from './read-regular-file.ts'
import { deviceKey } from './setting-kinds.ts'

interface KeySources {
  readonly clientKey: string | undefined
  readonly clientKeyFile: string | undefined
  /** The directory in which systemd puts the credentials of a unit (`LoadCredential=client-key:…`, systemd.exec(5)). */
  readonly credentialsDirectory: string | undefined
}

const readKeyFile = (path: string, key: string): { clientKey?: string, issue?: ConfigIssue } => {
  try {
    const clientKey = deviceKey.parse(readRegularFile(path).trim())
    return clientKey !== undefined
      ? { clientKey }
      : { issue: { kind: 'refused', key, reason: (text) => text.config.badKeyFile(path, text.expected.deviceKey) } }
  } catch (error) {
    return { issue: { kind: 'no-file', path, reason: (error as Error).message } }
  }
}

/** The device's key from the one source that has it: the configuration, a file that it names, or a systemd credential. */
export const readDeviceKey = ({
  clientKey,
  clientKeyFile,
  credentialsDirectory
}: KeySources): { clientKey?: string, issue?: ConfigIssue } => {
  if (clientKey !== undefined && clientKeyFile !== undefined) {
    return { issue: { kind: 'refused', key: 'CLIENT_KEY_FILE', reason: (text) => text.config.twoKeys } }
  }
  if (clientKey !== undefined) return { clientKey }
  if (clientKeyFile !== undefined) return readKeyFile(clientKeyFile, 'CLIENT_KEY_FILE')
  const credential = credentialsDirectory === undefined ? undefined : `${credentialsDirectory}/client-key`
  if (credential !== undefined && existsSync(credential)) return readKeyFile(credential, 'client-key')
  return { issue: { kind: 'missing', key: 'CLIENT_KEY', expected: (text) => text.expected.deviceKey } }
}
