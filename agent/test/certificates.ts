import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'

interface Certificates {
  readonly caFile: string
  readonly otherCaFile: string
  readonly server: { readonly key: Buffer, readonly cert: Buffer, readonly certFile: string }
}

let made: Certificates | undefined

const openssl = (directory: string, ...args: string[]): void => {
  execFileSync('openssl', args, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** A CA, a server certificate of its for 127.0.0.1, and another CA that has signed nothing; made by openssl, once for each test process. */
export const findCertificates = (): Certificates => {
  if (made !== undefined) return made
  const directory = temporaryDirectory((cleanUp) => process.once('exit', () => void cleanUp()))
  for (const name of ['ca', 'other-ca']) {
    openssl(
      directory,
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`
    )
  }
  openssl(
    directory,
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=mimamori'
  )
  writeFileSync(join(directory, 'names.conf'), 'subjectAltName=IP:127.0.0.1,DNS:mimamori.local\n')
  openssl(
    directory,
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names.conf',
    '-out',
    'server.pem'
  )
  made = {
    caFile: join(directory, 'ca.pem'),
    otherCaFile: join(directory, 'other-ca.pem'),
    server: {
      key: readFileSync(join(directory, 'server.key')),
      cert: readFileSync(join(directory, 'server.pem')),
      certFile: join(directory, 'server.pem')
    }
  }
  return made
}
