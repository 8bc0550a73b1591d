import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { endScripts, makeCheckout, runScript, writeSettings, type Checkout, type Ended } from './admin-computer.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

/** Lets the account do as sudoers(5) would, and records what it was asked; without the right it says what sudo says. */
const standInSudo = (directory: string): string => `#!/bin/sh
[ ! -e ${directory}/no-right ] || { echo 'sudo: a password is required' >&2; exit 1; }
printf '%s\\n' "$1 $2 $3" >> ${directory}/sudo-calls
shift 3
exec "$@"
`

export interface OverSsh {
  readonly directory: string
  readonly home: string
  readonly admin: Checkout
  readonly server: Checkout
  readonly sshd: SshServer
}

export interface AdminAtServer extends OverSsh {
  /** Runs a script of the administrator's computer. */
  readonly type: (script: string, ...words: readonly string[]) => Promise<Ended>
  /** How the words were handed over to the server's command, by each call. */
  readonly handed: () => readonly (readonly string[])[]
  /** The users that sudo was asked for. */
  readonly sudoCalls: () => ReadonlySet<string>
  /** Takes the right to use sudo from the account. */
  readonly forbid: () => void
}

/** An administrator's computer and its server, new for each test; what a test has started is ended with it. */
export const adminAtServer = (bash: string): AdminAtServer => {
  const here = {} as OverSsh
  beforeEach(async () => {
    const directory = temporaryDirectory()
    const [home, tools] = [join(directory, 'home'), join(directory, 'tools')]
    for (const name of [home, tools]) mkdirSync(name)
    writeFileSync(join(tools, 'sudo'), standInSudo(directory), { mode: 0o755 })
    const server = makeCheckout(join(directory, "opt mimamori's"))
    const sshd = await startSshServer({ directory, path: `${tools}:/usr/bin:/bin` })
    writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${server.directory}\nSSH_CONFIG=${sshd.clientConfig}\n`)
    Object.assign(here, { directory, home, admin: makeCheckout(join(directory, 'admin')), server, sshd })
  })
  afterEach(async () => {
    endScripts()
    await here.sshd.stop()
  })
  return Object.assign(here, {
    type: (script: string, ...words: readonly string[]) =>
      runScript({ bash, script: join(here.admin.directory, 'scripts', script), arguments: words, home: here.home }),
    handed: () => here.server.calls().map((call) => call.arguments),
    sudoCalls: () => new Set(readFileSync(join(here.directory, 'sudo-calls'), 'utf8').trim().split('\n')),
    forbid () { writeFileSync(join(here.directory, 'no-right'), '') }
  })
}
