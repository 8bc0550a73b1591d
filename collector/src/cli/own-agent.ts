import { join } from 'node:path'
import { readTokenFile } from '../access/read-token-file.ts'

/** Where the agent that npm start runs beside its collector keeps which device it is, and its key (scripts/start/agent.ts). */
export const ownAgentFiles = (dataDirectory: string): { readonly id: string, readonly key: string } =>
  ({ id: join(dataDirectory, 'agent', 'id'), key: join(dataDirectory, 'agent', 'key') })

/** The file out of which that agent reads its key, where a device is its; undefined for any other. */
export const ownKeyFile = (dataDirectory: string, deviceId: string): string | undefined => {
  const files = ownAgentFiles(dataDirectory)
  try {
    return readTokenFile(files.id) === deviceId ? files.key : undefined
  } catch {
    // Whose files they are is not for this reader to see.
    return undefined
  }
}
