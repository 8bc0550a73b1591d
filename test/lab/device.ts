import type { ChildProcess } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bridge } from './bridge.ts'
import { removeCgroup } from './cgroup.ts'
import { startContainer } from './container.ts'
import { writeDeviceFiles } from './device-files.ts'
import { isConnectionLost, ssh, type SshKey } from './ssh.ts'
import { notYet, until } from '../../collector/test/until.ts'

export interface DeviceOptions {
  readonly id: string
  /** 1 to 99: decides its address and the name of its port. */
  readonly number: number
  readonly bridge: Bridge
  readonly key: SshKey
  readonly tree: string
  /** The device's directory: its layer, and its console's log. */
  readonly directory: string
  readonly binds: Readonly<Record<string, string>>
}

/** A Debian system that runs like a machine of its own: systemd, journald, sshd, an address. */
export interface Device {
  readonly id: string
  readonly address: string
  /** The other end of its cable, on this machine. */
  readonly port: string
  /** Turns it on and resolves when systemd has started everything; again after a loss of power, with the same disk. */
  boot (): Promise<void>
  /** Turns it on while its cable is out; resolves when the power is on, since nothing can ask it anything until `joinNetwork`. */
  bootCutOff (): Promise<void>
  exec (argv: readonly string[], options?: { readonly timeoutMs?: number }): Promise<string>
  cutNetwork (): Promise<void>
  joinNetwork (): Promise<void>
  /** As somebody would who switches it off: systemd stops everything. Resolves when it is off. */
  powerOff (): Promise<void>
  /** As somebody would who restarts it. Resolves when it has been asked to. */
  reboot (): Promise<void>
  /** As the plug is pulled. */
  kill (): Promise<void>
}

/** systemd-nspawn ends so when the system in it reboots and --keep-unit is given (EXIT_FORCE_RESTART in its source). */
const rebootExitCode = 133

const bootTimeoutMs = 240_000
const offTimeoutMs = 150_000

export const createDevice = ({ id, number, bridge, key, tree, directory, binds }: DeviceOptions): Device => {
  const machine = `${bridge.name}-${number}`
  const address = bridge.addressOf(number)
  const consoleFile = join(directory, 'console.log')
  const layers = { lower: tree, upper: join(directory, 'upper'), work: join(directory, 'work'), root: join(directory, 'root') }
  let container: ChildProcess | undefined
  let isRebooting = false
  const isRunning = (): boolean => container !== undefined && container.exitCode === null && container.signalCode === null
  const isOn = (): boolean => isRunning() || isRebooting

  const whenProcessesGone = () =>
    until(
      `the processes of ${id} are gone`,
      () =>
        removeCgroup(machine).then(
          () => true,
          (error: Error) => notYet(error)
        ),
      { withinMs: offTimeoutMs, everyMs: 200 }
    )

  const supplyPower = (): void => {
    const started = container = startContainer({ machine, hostname: id, bridge: bridge.name, layers, binds, consoleFile })
    isRebooting = false
    started.on('error', () => {}) // it is then off, which is what we look at
    started.once('exit', (code) => {
      if (code !== rebootExitCode) return
      isRebooting = true
      void whenProcessesGone().then(() => isRebooting && supplyPower(), () => { isRebooting = false })
    })
  }

  const exec: Device['exec'] = (argv, options) => ssh(argv, { key, address, ...options })
  /** A device that goes down may close the connection before it has answered: what it then does is the answer. */
  const goDown = (how: 'poweroff' | 'reboot') => exec(['systemctl', how, '--no-block']).catch((error: unknown) => {
    if (!isConnectionLost(error)) throw error
  })
  const whenOff = (withinMs: number) => until(`${id} is off`, async () => !isOn(), { withinMs, everyMs: 200 })

  /** Gives it power, and resolves when the look finds what boot is to come to. */
  const turnOn = async (what: string, look: () => Promise<true | ReturnType<typeof notYet> | false>): Promise<void> => {
    if (isOn()) throw new Error(`${id} is on already`)
    if (container === undefined) {
      for (const layer of [layers.upper, layers.work, layers.root]) await mkdir(layer, { recursive: true })
      await writeDeviceFiles({ upper: layers.upper, hostname: id, address, gateway: bridge.address, authorizedKey: key.publicKey })
    } else {
      await whenProcessesGone()
      await bridge.removePort(machine)
    }
    supplyPower()
    try {
      await until(`${id} ${what}`, async () => {
        if (!isOn()) throw new Error(`${id} went off while booting: ${container?.exitCode ?? container?.signalCode}`)
        return look()
      }, { withinMs: bootTimeoutMs, everyMs: 200 })
    } catch (error) {
      throw new Error(
        `${id} did not boot: ${(error as Error).message}\nIts console: ${(await readFile(consoleFile, 'utf8')).slice(-2000)}`,
        { cause: error }
      )
    }
  }

  return {
    id,
    address,
    port: `vb-${machine}`,
    exec,
    boot: () => turnOn('lets us in', () => exec(['systemctl', 'is-system-running', '--wait'], { timeoutMs: bootTimeoutMs }).then(
      () => true,
      (error: Error) => notYet(error)
    )),
    async bootCutOff () {
      // systemd-nspawn makes the port before the system in it begins.
      await turnOn('has a cable', () => bridge.isPluggedIn(machine))
      await bridge.setCable(machine, 'down')
    },
    cutNetwork: () => bridge.setCable(machine, 'down'),
    joinNetwork: () => bridge.setCable(machine, 'up'),
    async powerOff () {
      await goDown('poweroff')
      await whenOff(offTimeoutMs)
    },
    async reboot () {
      await goDown('reboot')
    },
    async kill () {
      if (container === undefined) return
      isRebooting = false
      container.kill('SIGKILL')
      await whenOff(offTimeoutMs)
      await whenProcessesGone()
    }
  }
}
