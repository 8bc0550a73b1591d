import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { architectures } from './architecture.ts'
import { installerFiles } from './installer-files.ts'
import { lockedNode, packageFile } from './node-package.ts'
import { installerName } from './publish-agent.ts'
import { readPublished } from './published-agent.ts'
import { agentRelease, revisionOf } from './release-files.ts'

/**
 * Whether the agent published in a directory is this checkout's. An architecture that was left out does not count as missing before its
 * package is there.
 */
export const isPublished = async (checkout: string, directory: string): Promise<boolean> => {
  const published = readPublished(directory)
  if (published === undefined) return false
  const revision = revisionOf(await agentRelease(checkout), lockedNode(checkout, architectures[0]!).version)
  return published.revision === revision && published.installer.file === installerName(installerFiles(checkout)) &&
    architectures.every((architecture) =>
      published.archives[architecture.machine] !== undefined || !existsSync(join(directory, packageFile(checkout, architecture))))
}
