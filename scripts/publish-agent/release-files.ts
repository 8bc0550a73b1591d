import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtAgent } from '../build/built-agent.ts'

/** The directory of the agent's releases on a device: root in ansible/roles/agent/files/release.json. */
const current = '/opt/mimamori/agent/current'

export type AgentFile = 'mimamori-agent' | 'mimamori-agent.js' | 'mimamori-agent.service' | 'mimamori-agent.sysusers.conf'

/** The part that is the same for every architecture. */
export interface AgentRelease {
  readonly version: string
  /** Contents by their names in the archive. */
  readonly files: Readonly<Record<string, string>>
}

/**
 * The contents of the agent's files: its command, its program, its unit and its user, for a device with the program and `node/bin/node` in
 * `directory`.
 */
export const agentFiles = async (checkout: string, directory: string): Promise<Readonly<Record<AgentFile, string>>> => {
  const [node, program] = [`${directory}/node/bin/node`, `${directory}/mimamori-agent.js`]
  const shipped = (name: string): string => readFileSync(join(checkout, 'agent/systemd', name), 'utf8')
  return {
    'mimamori-agent': `#!/bin/sh\nexec ${node} ${program} "$@"\n`,
    'mimamori-agent.js': await builtAgent(),
    // The unit as shipped searches for both in the paths in which an administrator puts them by hand.
    'mimamori-agent.service': shipped('mimamori-agent.service')
      .replaceAll('/opt/mimamori/node/bin/node', node).replaceAll('/opt/mimamori/agent/mimamori-agent.js', program),
    'mimamori-agent.sysusers.conf': shipped('mimamori-agent.sysusers.conf')
  }
}

export const agentVersion = (checkout: string): string =>
  (JSON.parse(readFileSync(join(checkout, 'agent/package.json'), 'utf8')) as { readonly version: string }).version

export const agentRelease = async (checkout: string): Promise<AgentRelease> =>
  ({ version: agentVersion(checkout), files: await agentFiles(checkout, current) })

/** Names the release by all that is in it, the same for every architecture: `0.1.0-1f2e3d4c5b6a`. */
export const revisionOf = ({ version, files }: AgentRelease, nodeVersion: string): string => {
  const hash = createHash('sha256').update(nodeVersion)
  for (
    const [name, content] of Object.entries(files).sort(([one], [other]) => one < other ? -1 : 1)
  ) hash.update(`\0${name}\0`).update(content)
  return `${version}-${hash.digest('hex').slice(0, 12)}`
}
