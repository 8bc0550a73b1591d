import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { EnrollText } from './enroll-text.en.ts'
import type { KeyNeed } from './key-need.ts'
import { askIdentity, reportingElsewhere, type IdentityFacts } from './identity-facts.ts'
import { reportingNow } from '../reporting.ts'
import { found, MissingError, planned, type StepEnd } from '../steps.ts'
import type { EnrollDeps } from './enroll-deps.ts'

export interface IdentityQuestion {
  readonly id: string
  readonly registered: DeviceView | undefined
  /** The id that an agent on the device is configured for. */
  readonly client: string | undefined
  readonly replaces: boolean
  /** Its card is a copy of that device's, which keeps its name. */
  readonly isCopy: boolean
  /** It has the host key that was recorded for it, and its name. */
  readonly isKnown: boolean
  readonly text: EnrollText['identity']
}

const validKeys = ({ keys }: DeviceView): number => keys.filter(({ revokedAt }) => revokedAt === null).length

export interface RegisteredQuestion {
  readonly id: string
  readonly address: string
  readonly known: Pick<IdentityFacts, 'devices' | 'reports' | 'registered' | 'places'>
  readonly replaces: boolean
  readonly isCopy: boolean
  readonly text: EnrollText['identity']
}

/** Checks a name and an address with the collector alone, before the device is reached. @throws {MissingError} */
export const checkRegistered = (
  { id, address, known: { devices, reports, registered, places }, replaces, isCopy, text }: RegisteredQuestion
): void => {
  const other = devices.find((device) => device.id !== id && device.address === address && !isOutOfUse(device.state))
  if (other) throw new MissingError(text.addressTaken(address, other.id))
  if (replaces && !registered) throw new MissingError(text.nothingToReplace(id))
  if (registered && isOutOfUse(registered.state) && !replaces) throw new MissingError(text.out(id, registered.state))
  // Devices behind a gateway all report from its address. The server logs in to a device that has an address of its own, and its
  // agent says who it is.
  const there = reports.filter((report) => report.clientId !== id && places.includes(reportingNow(report)?.from ?? ''))
  const reporter = there.length === 1 && !isCopy
    ? devices.find((device) => device.id === there[0]!.clientId && device.address === null)
    : undefined
  if (reporter) throw new MissingError(text.reportsFromThere(address, reporter.id, there[0]!.lastSeen!))
}

/** Asks a person before a device that reports from elsewhere loses its key to a new card. @throws {MissingError} */
const confirmReplacement = async (
  { candidate: { id }, ssh: { address }, isPlan, isYes, agree, text: { identity: text } }: EnrollDeps, known: IdentityFacts
): Promise<string | undefined> => {
  const reporting = reportingElsewhere(known)
  if (reporting === undefined) return undefined
  const facts = { id, address, ...reporting }
  // With --yes a plan says, as the real run does, that --yes does not suffice.
  if (isPlan && !isYes) return text.alive.planned(facts)
  if (!await agree(text.alive.ask(facts), text.alive.inPerson(facts))) throw new MissingError(text.alive.refused(facts))
  return undefined
}

/** All that the collector knows about the name and the address, and its objections to them. @throws {MissingError} */
export const checkIdentity = async (deps: EnrollDeps): Promise<StepEnd<IdentityFacts>> => {
  const { candidate: { id }, ssh: { address }, registry, replaces, isCopy, text: { identity: text } } = deps
  const value = await askIdentity(id, address, registry)
  checkRegistered({ id, address, known: value, replaces, isCopy, text })
  const asked = replaces ? await confirmReplacement(deps, value) : undefined
  if (asked !== undefined) return planned(asked, value)
  return found(value.registered === undefined ? text.isNew : text.known(value.registered), value)
}

/** Decides which key the device needs, so that no device takes another's place. @throws {MissingError} */
export const keyNeedOf = ({ id, registered, client, replaces, isCopy, isKnown, text }: IdentityQuestion): KeyNeed => {
  if (client !== undefined && client !== id && !isCopy) throw new MissingError(text.otherDevice(client))
  if (!registered) return 'enroll'
  // A replacement that is complete has left one key, which is this device's.
  if (replaces) return client === id && registered.state === 'active' && validKeys(registered) === 1 ? 'keep' : 'newKey'
  // It was enrolled, and has never had its key, or not for long enough to report.
  if (registered.lastSeen === null) return 'newKey'
  if (client === id) return 'keep'
  // An installation that was undone after the first report, as by a power cut, has taken its key with it.
  if (client === undefined && isKnown) return 'newKey'
  throw new MissingError(text.nameTaken(id, registered.lastSeen))
}
