import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { alertmanagerNames } from './alertmanager.ts'
import { findProgram } from './find-program.ts'
import { prometheusNames } from './prometheus.ts'

const installer = join(import.meta.dirname, '..', 'setup', 'install-debian-packages.sh')

export interface InstallOptions {
  /** `names` of the packages, for a person; `command` that installs them. */
  readonly text: Readonly<Record<'notInstalled' | 'installFailed', (names: string, command: string) => string>> & {
    readonly installing: (names: string) => string
  }
  readonly print: (line: string) => void
  readonly isRoot?: boolean
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Installs the missing Debian packages as root, their own services not started; elsewhere prints the commands. `programs`: by the names of
 * packages, of each the names of its program.
 */
export const installPackages = async (programs: Readonly<Record<string, readonly string[]>>, {
  text, print, isRoot = process.getuid?.() === 0, env = process.env
}: InstallOptions): Promise<void> => {
  const missing = Object.keys(programs).filter((name) => findProgram(programs[name]!, env['PATH']) === undefined)
  if (missing.length === 0) return
  const [names, command] = [missing.join(', '), `apt-get install --no-install-recommends ${missing.join(' ')}`]
  if (!isRoot || findProgram(['apt-get'], env['PATH']) === undefined) {
    print(text.notInstalled(names, command))
    return
  }
  print(text.installing(names))
  const child = spawn('sh', [installer, ...missing], { stdio: ['ignore', 2, 2], env })
  const [code] = await once(child, 'exit') as [number | null]
  if (code !== 0) print(text.installFailed(names, command))
}

/** The programs that make alerts of metrics and bring them to people: the names of each by that of its Debian package. */
const alertingPrograms: Readonly<Record<string, readonly string[]>> = {
  prometheus: prometheusNames, 'prometheus-alertmanager': alertmanagerNames
}

/** Installs missing parts of Prometheus and Alertmanager on Debian as root, their own services not started; else prints the commands. */
export const installAlerting = (options: InstallOptions): Promise<void> => installPackages(alertingPrograms, options)
