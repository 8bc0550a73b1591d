import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agentProgram, bundleProgram } from '../build/bundle.ts'

/** The directory of the agent's releases on a device: root in ansible/roles/agent/files/release.json. */
const current = '/opt/mimamori/agent/current'
const places = { node: `${current}/node/bin/node`, program: `${current}/mimamori-agent.js` } as const

/** The part that is the same for every architecture. */
export interface AgentRelease {
  readonly version: string
  /** Contents by their names in the archive. */
  readonly files: Readonly<Record<string, string>>
}

/** The unit as it is shipped looks for Node and the agent where an administrator puts them by hand. */
const unitOfRelease = (text: string): string =>
  text.replaceAll('/opt/mimamori/node/bin/node', places.node).replaceAll('/opt/mimamori/agent/mimamori-agent.js', places.program)

const command = `#!/bin/sh\nexec ${places.node} ${places.program} "$@"\n`

/** Without the banner, which names the commit: the same code is the same release, whatever else has changed in the checkout. */
const withoutBanner = (code: string): string => code.replace(/^\/\/ .*\n/m, '')

export const agentRelease = async (checkout: string): Promise<AgentRelease> => {
  const { version } = JSON.parse(readFileSync(join(checkout, agentProgram.manifest), 'utf8')) as { readonly version: string }
  const shipped = (name: string): string => readFileSync(join(checkout, 'agent/systemd', name), 'utf8')
  return {
    version,
    files: {
      'mimamori-agent': command,
      'mimamori-agent.js': withoutBanner((await bundleProgram(agentProgram)).code),
      'mimamori-agent.service': unitOfRelease(shipped('mimamori-agent.service')),
      'mimamori-agent.sysusers.conf': shipped('mimamori-agent.sysusers.conf')
    }
  }
}

/** Names the release by all that is in it, the same for every architecture: `0.1.0-1f2e3d4c5b6a`. */
export const revisionOf = ({ version, files }: AgentRelease, nodeVersion: string): string => {
  const hash = createHash('sha256').update(nodeVersion)
  for (
    const [name, content] of Object.entries(files).sort(([one], [other]) => one < other ? -1 : 1)
  ) hash.update(`\0${name}\0`).update(content)
  return `${version}-${hash.digest('hex').slice(0, 12)}`
}
