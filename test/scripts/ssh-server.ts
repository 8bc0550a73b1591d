import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { run } from '../lab/command.ts'
import { startProgram } from '../whole/processes.ts'

export interface SshServer {
  /** For `ssh -F`: knows the host `pi-server` with its key. */
  readonly clientConfig: string
  /** The port of sshd itself, which `cut` leaves alone. */
  readonly port: number
  readonly pid: number
  /** Ends every connection at once, without a farewell, as a pulled cable does in the end. */
  cut (): void
  /** The same once clients have sent so many more bytes. */
  cutAfter (bytes: number): void
  /** Bytes that clients have sent. */
  receivedBytes (): number
  stop (): Promise<void>
}

const isListening = (port: number): Promise<true | undefined> => new Promise((resolve) => {
  const socket = createConnection(port, '127.0.0.1')
  socket.once('error', () => { resolve(undefined) }).once('connect', () => {
    socket.destroy()
    resolve(true)
  })
})

/** A port that leads to another, until it is cut. */
const startCable = async (port: number) => {
  const sockets = new Set<Socket>()
  const cut = (): void => { for (const socket of sockets) socket.destroy() }
  let received = 0
  let last = Infinity
  const server = createServer((near) => {
    const far = createConnection(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => { socket.destroy() }).on('close', () => {
        sockets.delete(socket)
        for (const end of [near, far]) end.destroy()
      })
    }
    near.on('data', ({ length }) => {
      received += length
      if (received < last) return
      last = Infinity
      cut()
    })
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutAfter (bytes: number) { last = received + bytes },
    receivedBytes: () => received,
    close () {
      server.close()
      cut()
    }
  }
}

/**
 * A real sshd on loopback with keys of its own, as the account that runs the tests; `path` is PATH over there, `environment` what else is
 * set, besides the run's directory for compiled code (test/compile-cache.ts).
 */
export const startSshServer = async ({
  directory,
  path,
  environment = {}
}: {
  readonly directory: string
  readonly path: string
  readonly environment?: Readonly<Record<string, string>>
}): Promise<SshServer> => {
  const port = await freePort()
  const { NODE_COMPILE_CACHE = '' } = process.env
  const file = (name: string, content: string): string => {
    writeFileSync(join(directory, name), content, { mode: 0o600 })
    return join(directory, name)
  }
  for (const name of ['host-key', 'user-key']) await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(directory, name)])
  // Where sshd keeps its unprivileged part; Debian's package leaves making it to systemd.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const serverConfig = file(
    'sshd_config',
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(directory, 'host-key')}`,
      `AuthorizedKeysFile ${join(directory, 'user-key.pub')}`,
      'PidFile none',
      'UsePAM no',
      // Many devices may log in at once.
      'MaxStartups 100',
      'StrictModes no',
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      `SetEnv ${Object.entries({ PATH: path, NODE_COMPILE_CACHE, ...environment })
        .map(([name, value]) => `"${name}=${value}"`)
        .join(' ')}`,
      ''
    ].join('\n')
  )
  const program = await startProgram({ argv: ['/usr/sbin/sshd', '-D', '-e', '-f', serverConfig], logFile: join(directory, 'sshd.log') })
  await until('sshd listens', () => isListening(port))
  const cable = await startCable(port)
  const knownHosts = file('known_hosts', `pi-server ${readFileSync(join(directory, 'host-key.pub'), 'utf8')}`)
  const clientConfig = file(
    'ssh_config',
    [
      'Host pi-server',
      'HostName 127.0.0.1',
      `Port ${cable.port}`,
      `User ${userInfo().username}`,
      'HostKeyAlias pi-server',
      `IdentityFile ${join(directory, 'user-key')}`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${knownHosts}`,
      'GlobalKnownHostsFile none',
      ''
    ].join('\n')
  )
  return {
    clientConfig,
    port,
    pid: program.pid,
    cut () { cable.cut() },
    cutAfter (bytes) { cable.cutAfter(bytes) },
    receivedBytes: () => cable.receivedBytes(),
    async stop () {
      cable.close()
      await program.stop()
    }
  }
}
