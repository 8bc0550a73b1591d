import { existsSync, statSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleNames } from '../../collector/src/bundle.ts'
import { agentBuild } from '../build/built-agent.ts'
import { StartProblem } from '../start/problem.ts'
import type { Machine } from './machine.ts'
import type { InstallServerText } from './text.ts'

/** Directories that the services do not see: ProtectHome= and PrivateTmp= hide them. */
const hiddenDirectories = /^\/(?:home|root|run\/user|tmp|var\/tmp)(?:\/|$)/

/** It is written into a systemd unit unquoted: a space or % would mean something else. */
const plainPath = /^[\w./-]+$/

/** For a shell. */
const quote = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`

const directoriesAbove = (path: string): readonly string[] => path === '/' ? ['/'] : [path, ...directoriesAbove(dirname(path))]

/** Programs that root and the services run. */
const ran = ['.', 'collector/src/start.ts', 'node_modules', 'scripts/install-server.ts'] as const
/** Built at the first start, by any user. */
const built = ['dist', 'dist/page', agentBuild.file, ...bundleNames.map((name) => `dist/${name}`)]

/** In a sticky directory, such as /tmp, nobody replaces another user's files. */
const isWritableByOthers = ({ mode }: Stats): boolean => (mode & 0o022) !== 0 && (mode & 0o1000) === 0

const isClosedToOthers = (stats: Stats): boolean => {
  const needed = stats.isDirectory() ? 0o005 : 0o004
  return (stats.mode & needed) !== needed
}

/**
 * @throws {StartProblem} if its services could not run this checkout's code, or others than root could change it or a directory that it is
 * in
 */
export const requireUsableCheckout = (checkout: string, text: InstallServerText, { hidden = hiddenDirectories } = {}): void => {
  if (!plainPath.test(checkout)) throw new StartProblem(text.checkoutNamed(quote(checkout)))
  if (hidden.test(checkout)) throw new StartProblem(text.checkoutHidden(checkout))
  const found = [
    ...ran.map((path) => statSync(join(checkout, path))),
    ...built.flatMap((path) => statSync(join(checkout, path), { throwIfNoEntry: false }) ?? [])
  ]
  if (found.some(({ uid }) => uid !== 0)) throw new StartProblem(text.checkoutNotRoots(checkout))
  if (found.some(isWritableByOthers)) throw new StartProblem(text.checkoutWritable(checkout))
  if (found.some(isClosedToOthers)) throw new StartProblem(text.checkoutClosed(checkout))
  for (const directory of directoriesAbove(dirname(checkout))) {
    const stats = statSync(directory)
    if (stats.uid !== 0 || isWritableByOthers(stats)) throw new StartProblem(text.directoryNotRoots(directory))
    if ((stats.mode & 0o001) === 0) throw new StartProblem(text.directoryClosed(directory))
  }
}

/** @throws {StartProblem} if this is no machine that the services can be set up on */
export const requireServer = (
  { at }: Pick<Machine, 'at'>, text: InstallServerText, { platform = process.platform, isRoot = process.getuid?.() === 0 } = {}
): void => {
  if (platform !== 'linux' || !existsSync(at('/etc/debian_version'))) throw new StartProblem(text.notDebian)
  if (!existsSync(at('/run/systemd/system'))) throw new StartProblem(text.noSystemd)
  if (!isRoot) throw new StartProblem(text.notRoot)
}
