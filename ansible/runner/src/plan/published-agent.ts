import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { usualAgentDirectory } from '../platform/paths.ts'
import type { InventoryHost } from './inventory/inventory.ts'

/** The directory from which the role agent takes a device's agent. */
export const agentDirectoryOf = ({ variables: { agent_directory: directory } }: Pick<InventoryHost, 'variables'>): string =>
  typeof directory === 'string' ? directory : usualAgentDirectory

/** The revision of the agent that npm run publish-agent has put into a directory; undefined if there is none that can be read. */
export const publishedRevision = (directory: string): string | undefined => {
  try {
    const { revision } = JSON.parse(readFileSync(join(directory, 'agent.json'), 'utf8')) as { readonly revision?: unknown }
    return typeof revision === 'string' ? revision : undefined
  } catch {
    return undefined
  }
}
