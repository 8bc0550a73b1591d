import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDirectory } from '../../collector/src/platform/storage/private-file.ts'
import { writePrivateFile } from '../start/private-file.ts'
import { layout, updateUser } from './layout.ts'
import type { Machine } from './machine.ts'
import { tokenRoles, type Server, type TokenRole } from './server.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Token {
  /** Its name for the collector, in the list of tokens and the audit log. */
  readonly name: string
  readonly file: string
}

export const updateTokens: Readonly<Record<TokenRole, Token>> = {
  update: { name: 'updates', file: layout.updateToken },
  enroll: { name: 'enrollments', file: layout.enrollToken }
}

/** `updates`, or if a token of that name is in use elsewhere, `updates-2`. */
const freeName = (name: string, taken: ReadonlySet<string>, number = 1): string => {
  const candidate = number === 1 ? name : `${name}-${number}`
  return taken.has(candidate) ? freeName(name, taken, number + 1) : candidate
}

/** Gives the user of updates its missing tokens. They go from the collector into their files, and are on no command line. */
export const tokenSteps = (
  { checkout, updates }: Pick<Server, 'checkout' | 'updates'>, { at, run }: Machine, text: Pick<InstallServerText, 'createToken'>
): readonly Step[] => {
  const mimamori = (...args: readonly string[]): unknown => JSON.parse(run(join(checkout, 'collector/bin/mimamori'), ...args))
  return tokenRoles.filter((role) => updates.refusedTokens.includes(role) || !existsSync(at(updateTokens[role].file))).map((role) => {
    const { name, file } = updateTokens[role]
    return {
      what: text.createToken(role, file),
      run () {
        const taken = (mimamori('tokens', 'list', '--json') as readonly { readonly name: string }[]).map((token) => token.name)
        const { token } = mimamori(
          'tokens', 'create', freeName(name, new Set(taken)), '--role', role, '--json'
        ) as { readonly token: string }
        makeDirectory(dirname(at(file)), 0o755)
        writePrivateFile(at(file), `${token}\n`)
        run('chown', `${updateUser}:${updateUser}`, at(file))
      }
    }
  })
}
