import { homedir } from 'node:os'
import { capture, onTerminal, type Captured, type Command } from '../platform/process/execute.ts'
import { quoteWords, splitWords } from './quote.ts'

/** How the server reaches a device, by the inventory. */
export interface DeviceSsh {
  readonly address: string
  readonly port: number
  /** The account that the server logs in as. */
  readonly user: string
  readonly keyFile: string
  /** Host keys that count. */
  readonly knownHosts: string
  /** Further options of ssh. */
  readonly options: readonly string[]
}

const usualKnownHosts = '/etc/mimamori/known_hosts'

const withHome = (path: string): string => path.replace(/^~(?=\/)/, homedir())

/** From a host's variables. Undefined without an account or a key. */
export const deviceSsh = (address: string, variables: Readonly<Record<string, unknown>>): DeviceSsh | undefined => {
  const { ansible_user: user, ansible_ssh_private_key_file: keyFile, ansible_ssh_common_args: common, ansible_port: port } = variables
  if (typeof user !== 'string' || typeof keyFile !== 'string') return undefined
  const options = splitWords(typeof common === 'string' ? common : '')
  const knownHosts = options.map((option) => /^(?:-o)?UserKnownHostsFile=(\S+)/.exec(option)?.[1]).find((file) => file !== undefined)
  return {
    address, port: Number(port ?? 22), user, keyFile: withHome(keyFile), knownHosts: withHome(knownHosts ?? usualKnownHosts), options
  }
}

/** The name of a host in known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export const knownHostName = ({ address, port }: Pick<DeviceSsh, 'address' | 'port'>): string =>
  port === 22 ? address : `[${address}]:${port}`

const argvFor = (
  { address, port, keyFile, knownHosts, options }: DeviceSsh, user: string, flags: readonly string[], words: readonly string[]
): Command['argv'] => [
  // The first of two equal options counts.
  'ssh', '-o', 'StrictHostKeyChecking=yes', '-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'ConnectTimeout=20', '-o',
  'ServerAliveInterval=5', ...flags, ...options,
  '-i', keyFile, '-p', String(port), '-l', user, address, '--', quoteWords(words)
]

/** ssh runs its ProxyCommand in the account's shell, which may be nologin here. */
const env = { SHELL: '/bin/sh', LC_ALL: 'C.UTF-8' }

/** Runs a command on the device as the server's account there, which never asks for a password. */
export const onDevice = (
  ssh: DeviceSsh, words: readonly string[], { input, user = ssh.user }: { readonly input?: string, readonly user?: string } = {}
): Promise<Captured> =>
  capture(
    { argv: argvFor(ssh, user, ['-T', '-o', 'BatchMode=yes', '-o', 'LogLevel=ERROR'], words), env },
    { timeoutMs: 120_000, ...input !== undefined && { input } }
  )

/** Runs a command on the device as another account, and lets ssh and sudo ask the person at our terminal for its password. */
export const onDeviceAsking = (ssh: DeviceSsh, user: string, words: readonly string[]): Promise<number | null> =>
  onTerminal({ argv: argvFor(ssh, user, ['-t', '-o', 'LogLevel=ERROR'], words), env })

/** ssh's exit code for its own failure, not the command's. */
export const sshFailed = 255

/** The last line that ssh printed about itself, without a full stop: it is part of a message of ours. */
export const sshMessage = ({ stderr, trouble }: Pick<Captured, 'stderr' | 'trouble'>): string =>
  trouble ?? stderr.trim().split('\n').at(-1)?.trim().replace(/\.$/, '') ?? ''
