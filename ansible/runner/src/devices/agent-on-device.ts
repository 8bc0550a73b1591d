import type { DevicesText } from './devices-text.en.ts'
import { readDeviceScript } from './device-script.ts'
import { onDevice, sshFailed, sshMessage, type DeviceSsh } from './device-ssh.ts'
import { readFactLines } from './fact-lines.ts'
import { MissingError } from './steps.ts'

/** The output of device/agent.sh; a field is undefined if the device does not have it. */
export interface AgentOnDevice {
  /** The id in its configuration. */
  readonly client: string | undefined
  /** The file in which its key is, or is to be. */
  readonly place: string | undefined
  /** The first digits of the SHA-256 of its key. */
  readonly keyHash: string | undefined
  /** Its unit of systemd: its service, or the timer of the script that reports from a 32-bit system. */
  readonly unit: string | undefined
  /** Its state by systemd, such as `active`. */
  readonly state: string | undefined
  /** Whether systemd starts it. */
  readonly isEnabled: boolean
  /** Whether its program is there. */
  readonly isInstalled: boolean
}

/** Reads the script's lines. */
export const readAgent = (output: string): AgentOnDevice => {
  const facts = readFactLines(output)
  return {
    client: facts.get('client'), place: facts.get('place'), keyHash: facts.get('keyHash'), unit: facts.get('unit'),
    state: facts.get('agent'),
    isEnabled: facts.get('starts') === 'enabled', isInstalled: facts.has('program')
  }
}

const script = readDeviceScript(import.meta.dirname, 'agent.sh')

/** Reads the agent's state on the device. @throws {MissingError} if the server may not log in, or may not use sudo */
export const inspectAgent = async (ssh: DeviceSsh, text: DevicesText['ssh']): Promise<AgentOnDevice> => {
  const checked = await onDevice(ssh, ['sudo', '-n', 'sh', '-s'], { input: script })
  if (checked.exitCode === 0) return readAgent(checked.stdout)
  const message = sshMessage(checked)
  const isConnection = checked.exitCode === sshFailed && !/Permission denied/.test(checked.stderr)
  throw new MissingError(
    isConnection || checked.exitCode === undefined ? text.failed(ssh.address, message) : text.noLogin(ssh.user, ssh.address, message)
  )
}
