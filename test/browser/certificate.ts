import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from '../../collector/test/temporary-directory.ts'

/** Seen as skipped tests at a desk without it, and as a failure in CI. */
export const opensslIsMissing = process.env.CI === undefined && spawnSync('openssl', ['version']).status !== 0

export interface Certificate {
  readonly certFile: string
  readonly keyFile: string
}

/**
 * A certificate, for 127.0.0.1 unless other names are given as openssl takes them, that nobody has signed but itself, as an administrator
 * without an authority of their own makes it.
 */
export const makeCertificate = (names = 'IP:127.0.0.1', until?: Until): Certificate => {
  const directory = temporaryDirectory(until)
  const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=mimamori', ...names === '' ? [] : ['-addext', `subjectAltName=${names}`], '-keyout', keyFile, '-out', certFile
  ], { stdio: 'ignore' })
  return { certFile, keyFile }
}
