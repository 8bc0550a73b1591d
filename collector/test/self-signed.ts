import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from './temporary-directory.ts'

/** A certificate for 127.0.0.1 and mimamori.lan that nobody has signed but itself, as files and as what they hold. */
export const selfSigned = (until: Until, newKey: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']) => {
  const directory = temporaryDirectory(until)
  const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  const { status, stderr } = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      ...newKey,
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=mimamori',
      '-addext',
      'subjectAltName=IP:127.0.0.1,DNS:mimamori.lan',
      '-keyout',
      keyFile,
      '-out',
      certFile
    ],
    { encoding: 'utf8' }
  )
  if (status !== 0) throw new Error(`openssl is needed: ${stderr}`)
  return { certFile, keyFile, cert: readFileSync(certFile), key: readFileSync(keyFile) }
}
