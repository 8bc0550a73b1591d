import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onDevice, sshMessage } from '../device-ssh.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

const script = (): string => readFileSync(join(import.meta.dirname, 'device', 'rename.sh'), 'utf8')

/** Makes the device's host name its id, by which an update recognizes it. */
export const ensureHostname = async (
  { ssh, candidate: { id }, isPlan, agree, text }: EnrollDeps, hostname: string
): Promise<StepEnd<void>> => {
  if (hostname === id) return found(id)
  if (isPlan) return planned(text.hostname.planned(hostname, id))
  if (!await agree(text.hostname.ask(ssh.address, hostname, id))) throw new MissingError(text.hostname.refused(hostname, id))
  const renamed = await onDevice(ssh, ['sudo', '-n', 'sh', '-c', script(), 'rename', id])
  if (renamed.exitCode !== 0) throw new MissingError(text.hostname.failed(sshMessage(renamed)))
  return done(text.hostname.done(hostname, id))
}
