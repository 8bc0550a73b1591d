import { join } from 'node:path'
import { agentProgram, bundleProgram } from '../build/bundle.ts'
import { agentFiles, agentVersion, type AgentFile } from '../publish-agent/release-files.ts'
import { nodeLibraries, nodeOverrides } from './node-in-package.ts'
import type { Package, PackageSource } from './package.ts'
import { thirdPartyNotices } from './third-party.ts'

const directory = '/usr/lib/mimamori/agent'
const nodeDirectory = `${directory}/node`

/** Where the files of any device's agent are in the package; a role's are below /opt (release.json). */
const paths: Readonly<Record<AgentFile, string>> = {
  'mimamori-agent': '/usr/bin/mimamori-agent',
  'mimamori-agent.js': `${directory}/mimamori-agent.js`,
  'mimamori-agent.service': '/usr/lib/systemd/system/mimamori-agent.service',
  'mimamori-agent.sysusers.conf': '/usr/lib/sysusers.d/mimamori-agent.conf'
}

export const agentPackage = async ({ checkout, architecture, node }: PackageSource): Promise<Package> => ({
  description: {
    name: 'mimamori-agent',
    version: agentVersion(checkout),
    architecture: architecture.debian,
    depends: [...nodeLibraries, 'systemd'],
    summary: 'reports to a Mimamori server how this device fares',
    details: [
      'Measures the device, reads its journal and log files, and reports both to the',
      'server of a closed network. What the server cannot take waits on the disk.'
    ]
  },
  files: [
    ...Object.entries(await agentFiles(checkout, directory)).map(([name, content]) => {
      const path = paths[name as AgentFile]
      return { path, content, mode: path.startsWith('/usr/bin/') ? 0o755 : 0o644 }
    }),
    { path: `${nodeDirectory}/bin/node`, from: join(node, 'bin/node'), mode: 0o755 },
    { path: `${nodeDirectory}/LICENSE`, from: join(node, 'LICENSE'), mode: 0o644 }
  ],
  nodeDirectory,
  overrides: nodeOverrides,
  thirdParty: thirdPartyNotices(checkout, (await bundleProgram(agentProgram)).modules),
  scripts: join(import.meta.dirname, 'agent')
})
