import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from '../lab/command.ts'

/** Files that make a release of the demo service what it is, beside those of every release. */
export type ReleaseFiles = Readonly<Record<string, string>>

const server = join(import.meta.dirname, 'release-demo/server.py')

/**
 * Makes a bare repository as the server has it, with a tag for each release.
 *
 * @returns the full revision of each tag.
 */
export const createMirror = async (
  repository: string, releases: Readonly<Record<string, ReleaseFiles>>
): Promise<Record<string, string>> => {
  const tree = await mkdtemp(`${repository}.tree-`)
  const git = (...args: string[]) => run(['git', '-c', 'user.name=lab', '-c', 'user.email=lab@localhost', '-C', tree, ...args])
  const revisions: Record<string, string> = {}
  await git('init', '--quiet', '--initial-branch=main')
  for (const [tag, files] of Object.entries(releases)) {
    await git('rm', '-r', '--quiet', '--force', '--ignore-unmatch', '.')
    await copyFile(server, join(tree, 'server.py'))
    for (const [path, content] of Object.entries({ NAME: tag, ...files })) {
      await mkdir(dirname(join(tree, path)), { recursive: true })
      await writeFile(join(tree, path), content)
    }
    await git('add', '--all')
    await git('commit', '--quiet', '--message', tag)
    await git('tag', tag)
    revisions[tag] = (await git('rev-parse', 'HEAD')).trim()
  }
  await run(['git', 'clone', '--quiet', '--bare', tree, repository])
  await rm(tree, { recursive: true })
  return revisions
}
