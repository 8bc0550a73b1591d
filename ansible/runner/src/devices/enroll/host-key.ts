import { fingerprint, recordHostKey, recordedKeys, scanHostKey, type HostKey } from './known-hosts.ts'
import { MissingError, type StepEnd } from '../steps.ts'
import type { DevicePart } from './device-part.ts'

/** The device's host key, which is recorded once a person, or --yes, has agreed. A key that differs from the recorded one is refused, but for a new card. */
export const pinHostKey = async ({ ssh, candidate: { id }, replaces, isPlan, agree, text }: DevicePart): Promise<StepEnd<HostKey>> => {
  const shown = await scanHostKey(ssh)
  if (shown === undefined) throw new MissingError(text.hostKey.none(ssh.address))
  const { keys, lines } = await recordedKeys(ssh.knownHosts, ssh)
  const name = fingerprint(shown)
  if (keys.some(({ type, key }) => type === shown.type && key === shown.key)) return { mark: 'found', detail: text.hostKey.known(name), value: shown }
  const recorded = keys.map(fingerprint)
  if (recorded.length > 0 && !replaces) throw new MissingError(text.hostKey.other({ id, address: ssh.address, shown: name, recorded }))
  if (isPlan) return { mark: 'planned', detail: text.hostKey.toRecord(name, recorded), value: shown }
  if (!await agree(text.hostKey.ask({ id, address: ssh.address, shown: name, recorded }))) throw new MissingError(text.hostKey.refused(name))
  try {
    recordHostKey(ssh.knownHosts, ssh, shown, lines)
  } catch (error) {
    throw new MissingError(text.hostKey.unwritable(ssh.knownHosts, (error as Error).message), { cause: error })
  }
  return { mark: 'done', detail: text.hostKey.recorded(name), value: shown }
}
