import { existsSync } from 'node:fs'
import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { constraintsOf, permits } from './authority.ts'
import { issueCertificate, readCertificate } from './certificate.ts'
import { localNames, type Name } from './names.ts'
import { httpsPaths } from './paths.ts'

const yearMs = 365 * 86_400_000

/** The names that stay, and those that this server has got since, as far as the authority may sign for them. */
const namesOf = async (present: readonly Name[], paths: ReturnType<typeof httpsPaths>, text: Invocation['text']): Promise<readonly Name[]> => {
  const constraints = await constraintsOf(paths, text)
  return [...new Set([...present, ...localNames().filter((name) => permits(constraints, name))])]
}

/** Issues another certificate if less than a year is left of this one, or if it lacks an address or a name of this server. */
export const renewHttps = async ({ root, text, isOn }: Invocation, nowMs = Date.now()): Promise<Answer> => {
  const paths = httpsPaths(root)
  if (!existsSync(paths.authority) || !existsSync(paths.authorityKey)) throw new CommandError(text.httpsNotEnabled)
  const present = readCertificate(paths)
  const names = await namesOf(present?.names ?? [], paths, text)
  const added = names.filter((name) => present?.names.includes(name) !== true)
  const isDue = present === undefined || present.expiresMs - nowMs < yearMs || added.length > 0 || isOn('now')
  const expiresMs = isDue ? await issueCertificate(paths, names, { text, nowMs }) : present.expiresMs
  const expiresAt = new Date(expiresMs).toISOString()
  return {
    json: { renewed: isDue, expiresAt, names },
    lines: isDue ? text.httpsRenewed(expiresAt.slice(0, 10), names.join(' ')) : text.httpsStillValid(expiresAt.slice(0, 10))
  }
}
