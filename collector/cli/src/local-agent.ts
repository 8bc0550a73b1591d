import { join } from 'node:path'
import { readTokenFile } from '@mimamori/program/token-file'

/** The files in which the agent that npm start runs next to its collector keeps its device's ID and key (scripts/start/agent.ts). */
export const localAgentFiles = (dataDirectory: string): { readonly id: string, readonly key: string } =>
  ({ id: join(dataDirectory, 'agent', 'id'), key: join(dataDirectory, 'agent', 'key') })

/** The same for the agent that systemd runs next to the collector (scripts/install-server/). */
export const serviceAgentFiles = { id: '/etc/mimamori/agent.id', key: '/etc/mimamori/agent.key' } as const

const isOf = (idFile: string, deviceId: string): boolean => {
  try {
    return readTokenFile(idFile) === deviceId
  } catch {
    // An unreadable file belongs to another user's agent.
    return false
  }
}

/** The device that an agent on this machine reports for; undefined if there is none. `root`: below it are the files of systemd’s. */
export const localDeviceId = (dataDirectory: string, root = '/'): string | undefined => {
  for (const file of [join(root, serviceAgentFiles.id), localAgentFiles(dataDirectory).id]) {
    try {
      const id = readTokenFile(file)
      if (id !== undefined) return id
    } catch {
      // An unreadable file belongs to another user's agent.
    }
  }
  return undefined
}

/** The file from which an agent on this machine reads its key, if a device is its; undefined for any other. */
export const localKeyFile = (dataDirectory: string, deviceId: string): string | undefined =>
  [localAgentFiles(dataDirectory), serviceAgentFiles].find(({ id }) => isOf(id, deviceId))?.key
