import { mkdirSync } from 'node:fs'
import { isLoopback, parseListenAddress } from '@mimamori/program/listen-address'
import type { Answer, Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { constraintsOf, ensureAuthority, permits } from './authority.ts'
import { issueCertificate, readCertificate } from './certificate.ts'
import { localNames, parseName, type Name } from './names.ts'
import { httpsPaths, type HttpsPaths } from './paths.ts'
import { restartCollector, startRenewals } from './services.ts'
import { addHttpsListen, httpsListen, readServerSettings } from './settings.ts'

const port = 8443

/** Names that were given. @throws {UsageError} for one that is none */
const givenNames = ({ values, text }: Invocation): readonly Name[] => values('name').map((written) => {
  const name = parseName(written)
  if (name === undefined) throw new UsageError(text.wrong('--name', text.expected.hostName, written))
  return name
})

/** Refuses a server that has https in another way. @throws {CommandError} with what to do */
const requireOurs = (paths: HttpsPaths, text: Invocation['text']): void => {
  const certificate = readServerSettings(paths, text)['MIMAMORI_TLS_CERT']
  if (certificate) throw new CommandError(text.httpsByOwnCertificate(certificate))
}

/** The address for https: that of http with another port, or all of them where http is for this machine alone. */
const listenAddress = (paths: HttpsPaths, text: Invocation['text']): string => {
  const { host = '0.0.0.0' } = parseListenAddress(readServerSettings(paths, text)['MIMAMORI_LISTEN'] ?? '') ?? {}
  return isLoopback(host) ? `0.0.0.0:${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Has the collector serve https beside http: makes an authority and a certificate unless they are there, adds the setting, starts the
 * renewals and restarts the collector. Where all of that is done, it changes nothing but the names that were given.
 */
export const enableHttps = async (invocation: Invocation): Promise<Answer> => {
  const { root, text } = invocation
  const paths = httpsPaths(root)
  const given = givenNames(invocation)
  requireOurs(paths, text)
  mkdirSync(paths.directory, { recursive: true, mode: 0o755 })
  await ensureAuthority(paths, [...localNames(), ...given], text)
  const constraints = await constraintsOf(paths, text)
  const refused = given.filter((name) => !permits(constraints, name))
  if (refused.length > 0) throw new CommandError(text.nameNotPermitted(refused.map((name) => name.slice(name.indexOf(':') + 1)).join(' '), paths.directory))
  const present = readCertificate(paths)
  const names = [...new Set([...present?.names ?? [], ...localNames().filter((name) => permits(constraints, name)), ...given])]
  if (present === undefined || names.length > present.names.length) await issueCertificate(paths, names, { text, nowMs: Date.now() })
  const known = httpsListen(paths, text)
  const listen = known ?? listenAddress(paths, text)
  if (known === undefined) addHttpsListen(paths, listen)
  await startRenewals(root, text)
  if (known === undefined) await restartCollector(text)
  return {
    json: { listen, authority: paths.authority, names },
    lines: [text.httpsEnabled(listen, names.map((name) => name.slice(name.indexOf(':') + 1)).join(' ')), text.httpsNext(paths.authority)]
  }
}
