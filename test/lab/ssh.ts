import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './command.ts'

/** A key pair for one lab. */
export interface SshKey {
  readonly privateKeyFile: string
  readonly publicKey: string
}

export const createSshKey = async (directory: string): Promise<SshKey> => {
  const privateKeyFile = join(directory, 'id_ed25519')
  await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', privateKeyFile])
  return { privateKeyFile, publicKey: await readFile(`${privateKeyFile}.pub`, 'utf8') }
}

/** A device's own key as a line of known_hosts, asked for as enrollment does. */
export const hostKeyOf = ({ address }: { readonly address: string }): Promise<string> =>
  run(['ssh-keyscan', '-T', '20', '-t', 'ed25519', address])

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/**
 * Whether a connection that was made ended before the command did: ssh then ends with 255 (ssh(1), exit status), and not for want of a
 * connection.
 */
export const isConnectionLost = (error: unknown): boolean => {
  if (!(error instanceof Error) || error.message.includes('connect to host')) return false
  const { cause } = error
  return cause instanceof Error && 'code' in cause && cause.code === 255
}

export interface SshOptions {
  readonly key: SshKey
  readonly address: string
  /** 30 s unless said otherwise. */
  readonly timeoutMs?: number
}

/**
 * Runs a command on a device as root and gives its standard output. The words reach it as they are. What ssh calls connecting
 * ends with the exchange of keys, and on a busy machine a device takes its time for that.
 */
export const ssh = (argv: readonly string[], { key, address, timeoutMs = 30_000 }: SshOptions): Promise<string> =>
  run(
    [
      'ssh',
      '-i',
      key.privateKeyFile,
      '-F',
      'none',
      '-o',
      'BatchMode=yes',
      '-o',
      'ConnectTimeout=20',
      '-o',
      'StrictHostKeyChecking=no',
      '-o',
      'UserKnownHostsFile=/dev/null',
      '-o',
      'LogLevel=ERROR',
      '-o',
      'ServerAliveInterval=5',
      `root@${address}`,
      argv.map(quoted).join(' ')
    ],
    { timeoutMs }
  )
