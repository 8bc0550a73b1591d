import { X509Certificate } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import type { CliText } from '../text/cli-text.ts'
import type { Name } from './names.ts'
import { generateKey, openssl, validFrom } from './openssl.ts'
import type { HttpsPaths } from './paths.ts'

const dayMs = 86_400_000
/** Three years: a server that was off for two still has one that is valid, and one that was stolen ends. */
const validDays = 3 * 365

/** `20291203060000Z` */
const opensslTime = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]|\..*$/g, '')}Z`

/** The number of the collector's account (passwd(5)), which is to read its key; undefined without such an account. */
const collectorAccount = ({ accounts }: HttpsPaths): readonly [number, number] | undefined => {
  if (!existsSync(accounts)) return undefined
  const found = /^mimamori-collector:[^:]*:(\d+):(\d+):/m.exec(readFileSync(accounts, 'utf8'))
  return found === null ? undefined : [Number(found[1]), Number(found[2])]
}

export interface Certificate {
  readonly names: readonly Name[]
  readonly expiresMs: number
}

/** Addresses as other programs write them: Node.js shows those of IPv6 in capitals and in full. */
const plainName = (kind: string, value: string): Name =>
  kind === 'DNS' ? `DNS:${value}` : `IP:${value.includes(':') ? new URL(`http://[${value}]`).hostname.slice(1, -1) : value}`

/** The certificate that is there; undefined if there is none that can be read. */
export const readCertificate = ({ certificate }: HttpsPaths): Certificate | undefined => {
  if (!existsSync(certificate)) return undefined
  try {
    const { subjectAltName = '', validToDate } = new X509Certificate(readFileSync(certificate))
    const names = [...subjectAltName.matchAll(/(DNS|IP Address):([^,\s]+)/g)].map(([, kind, value]) => plainName(kind!, value!))
    return { names, expiresMs: validToDate.getTime() }
  } catch {
    return undefined
  }
}

/** A certificate for these names, with a key of its own, signed by the authority of this server. Gives when it expires. */
export const issueCertificate = async (
  paths: HttpsPaths, names: readonly Name[], { text, nowMs }: { readonly text: CliText, readonly nowMs: number }
): Promise<number> => {
  const expiresMs = nowMs + validDays * dayMs
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-https-'))
  try {
    const [file, keyFile] = [join(directory, 'collector.pem'), join(directory, 'collector.key')]
    const key = await generateKey(text)
    writeFileSync(keyFile, key, { mode: 0o600 })
    const certificate = await openssl(text, [
      'req', '-x509', '-new', '-CA', paths.authority, '-CAkey', paths.authorityKey, '-key', keyFile, '-subj', '/CN=Mimamori collector',
      '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature', '-addext', 'extendedKeyUsage=serverAuth',
      '-addext', `subjectAltName=${names.join(',')}`, '-not_before', validFrom, '-not_after', opensslTime(expiresMs)
    ])
    writeFileSync(file, certificate)
    await openssl(text, ['verify', '-x509_strict', '-purpose', 'sslserver', '-attime', String(Math.floor(nowMs / 1000)), '-CAfile', paths.authority, file])
    const account = collectorAccount(paths)
    replaceFileSync(paths.certificate, `${key}\n${certificate}\n`, {
      mode: 0o600, prepare (fresh) { if (account !== undefined) chownSync(fresh, ...account) }
    })
    return expiresMs
  } finally {
    rmSync(directory, { recursive: true })
  }
}
