import { readDeviceScript } from '../device-script.ts'
import { onDevice, sshMessage } from '../device-ssh.ts'
import { MissingError } from '../steps.ts'
import type { RotateDeps } from './rotate-deps.ts'

const script = readDeviceScript(import.meta.dirname, 'install-key.sh')

/**
 * Puts the key where the agent reads it. It goes over standard input: what is on a command line is in process lists and sudo's log.
 * @throws {MissingError}
 */
export const installKey = async (
  { device: { id }, ssh, text: { install: text } }: Pick<RotateDeps, 'device' | 'ssh' | 'text'>, key: string
): Promise<void> => {
  const put = await onDevice(ssh, ['sudo', '-n', 'sh', '-c', script, 'install-key', id], { input: `${key}\n` })
  if (put.exitCode !== 0) throw new MissingError(text.failed(sshMessage(put)))
}

/** @throws {MissingError} */
export const restartAgent = async ({ ssh, text: { install: text } }: Pick<RotateDeps, 'ssh' | 'text'>, unit: string): Promise<void> => {
  const restarted = await onDevice(ssh, ['sudo', '-n', 'systemctl', 'restart', unit])
  if (restarted.exitCode !== 0) throw new MissingError(text.notRestarted(sshMessage(restarted), unit))
}
