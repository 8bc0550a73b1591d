import { fingerprint, isSameKey, recordHostKey, recordedKeys, scanHostKey, type HostKey } from './known-hosts.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import { reportingElsewhere, type IdentityFacts } from './identity-facts.ts'
import { checkSameMachine } from './same-machine.ts'

/**
 * The device's host key, which is recorded once a person, or --yes, has agreed. A key that differs from the recorded one is refused if
 * the device has reported, except for a new card; otherwise the recorded one is another machine's, and only a person may replace it.
 */
export const pinHostKey = async (
  { ssh, candidate: { id }, replaces, isPlan, isYes, agree, text: { identity, hostKey: text } }: EnrollDeps, known: IdentityFacts
): Promise<StepEnd<HostKey>> => {
  const shown = await scanHostKey(ssh)
  if (shown === undefined) throw new MissingError(text.none(ssh.address))
  if (!replaces) await checkSameMachine({ id, ssh, known, shown, text: identity })
  const { keys, lines } = await recordedKeys(ssh.knownHosts, ssh)
  const name = fingerprint(shown)
  if (keys.some((key) => isSameKey(key, shown))) return found(text.known(name), shown)
  const facts = {
    id, address: ssh.address, shown: name, recorded: keys.map(fingerprint),
    elsewhere: replaces ? undefined : reportingElsewhere(known)?.from
  }
  if (keys.length > 0 && !replaces && hasReported(known)) throw new MissingError(text.other(facts))
  const inPerson = keys.length > 0 && !replaces ? text.inPerson(facts) : undefined
  // With --yes a plan says, as the real run does, if --yes does not suffice.
  if (isPlan && !(isYes && inPerson !== undefined)) return planned(text.toRecord(facts), shown)
  if (!await agree(text.ask(facts), inPerson)) throw new MissingError(text.refused(name))
  try {
    recordHostKey(ssh.knownHosts, ssh, shown, lines)
  } catch (error) {
    throw new MissingError(text.unwritable(ssh.knownHosts, (error as Error).message), { cause: error })
  }
  return done(text.recorded(name), shown)
}

const hasReported = ({ registered }: IdentityFacts): boolean => registered !== undefined && registered.lastSeen !== null
