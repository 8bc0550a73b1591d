import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from './temporary-directory.ts'

/** Seen as skipped tests at a desk without it, and as a failure in CI. */
export const opensslIsMissing = process.env.CI === undefined && spawnSync('openssl', ['version']).status !== 0

interface Options {
  /** As openssl's `-newkey` takes it, with its options. */
  readonly newKey?: readonly string[]
  /** As openssl's `subjectAltName` takes them. */
  readonly names?: string
}

/** A certificate that nobody has signed but itself, as an administrator without an authority makes it: as files and as what they hold. */
export const selfSigned = (
  until?: Until, { newKey = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'], names = 'IP:127.0.0.1,DNS:mimamori.lan' }: Options = {}
) => {
  const directory = temporaryDirectory(until)
  const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  const { status, stderr } = spawnSync('openssl', [
    'req', '-x509', '-newkey', ...newKey, '-nodes', '-days', '2', '-subj', '/CN=mimamori',
    ...names === '' ? [] : ['-addext', `subjectAltName=${names}`], '-keyout', keyFile, '-out', certFile
  ], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl is needed: ${stderr}`)
  return { certFile, keyFile, cert: readFileSync(certFile), key: readFileSync(keyFile) }
}
