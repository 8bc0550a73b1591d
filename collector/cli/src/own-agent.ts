import { join } from 'node:path'
import { readTokenFile } from '@mimamori/program/token-file'

/** Where the agent that npm start runs beside its collector keeps which device it is, and its key (scripts/start/agent.ts). */
export const ownAgentFiles = (dataDirectory: string): { readonly id: string, readonly key: string } =>
  ({ id: join(dataDirectory, 'agent', 'id'), key: join(dataDirectory, 'agent', 'key') })

/** The same of the agent that systemd runs beside the collector (scripts/install-server/). */
export const serviceAgentFiles = { id: '/etc/mimamori/agent.id', key: '/etc/mimamori/agent.key' } as const

const isOf = (idFile: string, deviceId: string): boolean => {
  try {
    return readTokenFile(idFile) === deviceId
  } catch {
    // Whose files they are is not for this reader to see.
    return false
  }
}

/** The file out of which an agent on this machine reads its key, where a device is its; undefined for any other. */
export const ownKeyFile = (dataDirectory: string, deviceId: string): string | undefined =>
  [ownAgentFiles(dataDirectory), serviceAgentFiles].find(({ id }) => isOf(id, deviceId))?.key
