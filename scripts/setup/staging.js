/* The directory in which npm installs, next to the packages in use. */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'fs'
import { dirname, join } from 'path'

/** In the root of the checkout, so that a rename brings the new packages into place. */
export const stagingName = '.packages-new'

const packageIn = (directory) => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))

/**
 * Copies the files that npm reads there: the wanted packages and their sources, and the manifest and the programs of each workspace. Links
 * to workspaces lead out of node_modules by a relative path, so they are right in the checkout as they were in the copy.
 */
export function stage (root) {
  const workspaces = packageIn(root).workspaces ?? []
  const ofWorkspaces = workspaces.flatMap((workspace) => {
    const programs = Object.values(packageIn(join(root, workspace)).bin ?? {})
    return ['package.json', ...programs].map((file) => join(workspace, file))
  })
  for (const file of ['package.json', 'package-lock.json', '.npmrc', ...ofWorkspaces]) {
    if (!existsSync(join(root, file))) continue
    const copy = join(root, stagingName, file)
    mkdirSync(dirname(copy), { recursive: true })
    copyFileSync(join(root, file), copy)
  }
}
