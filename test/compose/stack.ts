import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { until } from '../../collector/test/until.ts'
import { imageCommand, imageEnvironment } from './image.ts'

const checkout = resolve(import.meta.dirname, '..', '..')
const dockerCompose = '/usr/bin/docker-compose'
export const stackTools = [
  dockerCompose,
  '/usr/bin/bwrap',
  '/usr/bin/nsenter',
  '/usr/bin/curl',
  '/usr/bin/prometheus',
  '/usr/bin/prometheus-alertmanager'
]

/** Where the program of an image that is not ours is in its container. */
export const programPlace = '/opt/program'

/** A service as `docker-compose config` gives it, as far as a test needs it. */
export interface Service {
  readonly image: string
  readonly command: readonly string[] | null
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly {
    readonly type: 'volume' | 'bind'
    readonly source: string
    readonly target: string
    readonly read_only?: boolean
  }[]
  readonly tmpfs?: readonly string[]
  readonly ports?: readonly { readonly target: number, readonly published: string }[]
  readonly networks?: Readonly<Record<string, null>>
  readonly network_mode?: string
  readonly healthcheck?: { readonly test?: readonly string[], readonly disable?: boolean }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly mem_limit?: string
}

export interface Stack {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

/** compose.yaml as Docker Compose reads it, with its defaults and checked; it needs no engine for that. */
export const readStack = (settings: Readonly<Record<string, string>> = {}): Stack =>
  JSON.parse(resolved(join(checkout, 'compose.yaml'), settings)) as Stack

const resolved = (file: string, settings: Readonly<Record<string, string>>): string => {
  const env = { PATH: process.env.PATH, ...settings }
  return execFileSync(dockerCompose, ['--file', file, 'config', '--format', 'json'], { encoding: 'utf8', env })
}

/**
 * By service, the hash whose change has Compose recreate its container. Of what it has read, since `--hash` leaves out `env_file`
 * (docker/compose#14001).
 */
export const serviceHashes = (file: string, settings: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  const input = resolved(file, settings)
  const hashes = execFileSync(dockerCompose, ['--file', '-', 'config', '--hash', '*'], { encoding: 'utf8', input })
  return Object.fromEntries(hashes.trim().split('\n').map((line) => line.split(' ') as [string, string]))
}

export interface MachineOptions {
  /** For volumes, logs and whatever else. */
  readonly directory: string
  /** The file system of the collector's image (image.ts). */
  readonly imageRoot: string
  readonly stack: Stack
  /** The real program of each other image, by the image's name without its version. */
  readonly programs: Readonly<Record<string, string>>
}

/**
 * Runs services of the stack as their containers would be, without an engine: in one network of their own where each has its name,
 * with nothing of this machine's files but /usr, its volumes where compose.yaml mounts them, a read-only root, no capability. What
 * it leaves out: images' own users and files, memory limits, and that networks keep some of them apart.
 */
export const startMachine = ({ directory, imageRoot, stack, programs }: MachineOptions) => {
  const network = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' })
  const inside = ['nsenter', `--net=/proc/${network.pid}/ns/net`]
  const children: ChildProcess[] = [network]
  const logOf = (name: string): string => join(directory, `${name}.log`)
  const hosts = join(directory, 'hosts')
  writeFileSync(hosts, ['localhost', ...Object.keys(stack.services)].map((name) => `127.0.0.1 ${name}\n`).join(''))

  const mountsOf = ({ volumes = [], tmpfs = [] }: Service): string[] => [
    ...tmpfs.flatMap((place) => ['--tmpfs', place]),
    ...volumes.flatMap(({ type, source, target, read_only: readOnly }) => {
      const from = type === 'bind' ? source : join(directory, 'volumes', source)
      if (type === 'volume') mkdirSync(from, { recursive: true })
      return [readOnly ? '--ro-bind-try' : '--bind', from, target]
    })
  ]

  const argvOf = (name: string, words?: readonly string[]): string[] => {
    const service = stack.services[name]!
    const isOurs = service.image.startsWith('mimamori-collector:')
    const program = programs[service.image.split(':')[0]!]
    const command = words ?? (isOurs ? service.command ?? imageCommand() : [programPlace, ...service.command ?? []])
    const environment = { PATH: '/opt/node:/usr/bin', ...isOurs && imageEnvironment(), ...service.environment }
    return [
      ...inside,
      'bwrap',
      '--die-with-parent',
      '--unshare-user',
      '--uid',
      '65534',
      '--gid',
      '65534',
      '--unshare-pid',
      '--unshare-ipc',
      '--cap-drop',
      'ALL',
      '--ro-bind',
      '/usr',
      '/usr',
      '--symlink',
      'usr/bin',
      '/bin',
      '--symlink',
      'usr/lib',
      '/lib',
      '--symlink',
      'usr/lib64',
      '/lib64',
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--ro-bind',
      hosts,
      '/etc/hosts',
      '--ro-bind',
      process.execPath,
      '/opt/node/node',
      ...(isOurs
        ? ['--ro-bind', join(imageRoot, 'opt/mimamori'), '/opt/mimamori', '--chdir', '/opt/mimamori']
        : program === undefined
          ? []
          : ['--ro-bind', program, programPlace]),
      ...mountsOf(service),
      ...(service.read_only ? ['--remount-ro', '/'] : []),
      '--clearenv',
      ...Object.entries(environment).flatMap(([key, value]) => ['--setenv', key, value]),
      '--',
      ...command
    ]
  }

  const spawnLogged = (name: string): ChildProcess => {
    const log = openSync(logOf(name), 'a')
    const [command, ...words] = argvOf(name)
    const child = spawn(command!, words, { stdio: ['ignore', log, log] })
    closeSync(log)
    children.push(child)
    return child
  }

  return {
    /** When the network is there. */
    ready: async (): Promise<void> => {
      await until(
        'a network of its own',
        () => spawnSync('sh', ['-c', `[ "$(readlink /proc/${network.pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]`]).status === 0
      )
      execFileSync(inside[0]!, [...inside.slice(1), 'ip', 'link', 'set', 'lo', 'up'])
    },
    /** Starts a service that stays. */
    start: (name: string): void => {
      spawnLogged(name)
    },
    /** Runs a service that ends, and gives its exit code. */
    run: async (name: string): Promise<number | null> => new Promise((ended) => spawnLogged(name).once('exit', ended)),
    /** Whether a command in a container like the service's succeeds, as its health check is one. */
    succeeds: (name: string, words: readonly string[]): boolean => {
      const [command, ...rest] = argvOf(name, words)
      return spawnSync(command!, rest, { stdio: 'ignore', timeout: 20_000 }).status === 0
    },
    /** What is answered at an address inside; undefined unless it is 2xx. */
    get: (url: string): string | undefined => {
      const { status, stdout } = spawnSync(
        inside[0]!,
        [...inside.slice(1), 'curl', '--silent', '--fail', '--max-time', '10', '--connect-to', '::127.0.0.1:', url],
        { encoding: 'utf8' }
      )
      return status === 0 ? stdout : undefined
    },
    /** What is answered to JSON with a bearer token. */
    post: (url: string, body: object, token: string): string =>
      execFileSync(
        inside[0]!,
        [
          ...inside.slice(1),
          'curl',
          '--silent',
          '--max-time',
          '30',
          '--connect-to',
          '::127.0.0.1:',
          '--header',
          'content-type: application/json',
          '--header',
          '@-',
          '--data',
          JSON.stringify(body),
          url
        ],
        { encoding: 'utf8', input: `authorization: Bearer ${token}` }
      ),
    log: (name: string): string => readFileSync(logOf(name), 'utf8'),
    stop: async (): Promise<void> => {
      for (const child of children.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGKILL')
        await ended
      }
    }
  }
}
