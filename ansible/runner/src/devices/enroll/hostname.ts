import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onDevice, sshWords } from '../device-ssh.ts'
import type { DevicePart } from './device-part.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

const script = (): string => readFileSync(join(import.meta.dirname, 'device', 'rename.sh'), 'utf8')

/** That the device's host name is its id, by which an update knows that it has come to the right one. */
export const ensureHostname = async ({ ssh, candidate: { id }, isPlan, agree, text }: DevicePart, hostname: string): Promise<StepEnd<void>> => {
  if (hostname === id) return found(id)
  if (isPlan) return planned(text.hostname.planned(hostname, id))
  if (!await agree(text.hostname.ask(ssh.address, hostname, id))) throw new MissingError(text.hostname.refused(hostname, id))
  const renamed = await onDevice(ssh, ['sudo', '-n', 'sh', '-c', script(), 'rename', id])
  if (renamed.exitCode !== 0) throw new MissingError(text.hostname.failed(sshWords(renamed)))
  return done(text.hostname.done(hostname, id))
}
