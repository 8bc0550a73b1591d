import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onDevice, onDeviceAsking, sshFailed, sshMessage } from '../device-ssh.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

/**
 * The command that lets the server in, for any account with sudo on the device, or root: sudo asks for a password if it needs one
 * and has a terminal.
 */
export const loginCommand = (account: string, publicKey: string): string[] => [
  'sh', '-c', 'if [ "$(id -u)" -eq 0 ]; then exec "$@"; else exec sudo "$@"; fi', 'sh',
  'sh', '-c', readFileSync(join(import.meta.dirname, 'device', 'login.sh'), 'utf8'), 'login', account, publicKey
]

/** Lets the server in by the account that the device came with. @throws {MissingError} */
const letIn = async ({ ssh, candidate: { id }, hasTerminal, publicKey, alone, text }: EnrollDeps, user: string): Promise<void> => {
  const words = loginCommand(ssh.user, publicKey)
  if (hasTerminal) {
    const exitCode = await alone(() => onDeviceAsking(ssh, user, words))
    if (exitCode === sshFailed) throw new MissingError(text.login.refused(user, ssh.address))
    if (exitCode !== 0) throw new MissingError(text.login.noSudo(user, id))
    return
  }
  const captured = await onDevice(ssh, words, { user })
  if (captured.exitCode === 0) return
  if (captured.exitCode === sshFailed || captured.exitCode === undefined) throw new MissingError(text.login.refusedWithoutTerminal(
    user, ssh.address, sshMessage(captured)
  ))
  throw new MissingError(text.login.noSudoWithoutTerminal(user, id, sshMessage(captured)))
}

/** Lets the server log in with its key; if it cannot yet, the key is put there by the account that the device came with. */
export const ensureLogin = async (deps: EnrollDeps): Promise<StepEnd<boolean>> => {
  const { ssh, candidate: { user }, isPlan, text } = deps
  const attempt = () => onDevice(ssh, ['true'])
  const first = await attempt()
  if (first.exitCode === 0) return found(text.login.found(ssh.user), true)
  if (!/Permission denied/.test(first.stderr)) throw new MissingError(text.ssh.failed(ssh.address, sshMessage(first)))
  if (user === undefined) throw new MissingError(text.login.noUser(ssh.user))
  if (isPlan) return planned(text.login.planned(user, ssh.user), false)
  await letIn(deps, user)
  const second = await attempt()
  if (second.exitCode !== 0) throw new MissingError(text.login.stillRefused(ssh.user, sshMessage(second)))
  return done(text.login.done(ssh.user), true)
}
