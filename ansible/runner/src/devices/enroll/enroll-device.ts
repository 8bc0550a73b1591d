import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import { obstaclesOf, remarksOf } from './check-facts.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import type { EnrollText } from './enroll-text.en.ts'
import { awaitReport } from './first-report.ts'
import { pinHostKey } from './host-key.ts'
import { ensureHostname } from './hostname.ts'
import { checkIdentity, keyNeedOf } from './identity.ts'
import { installAgent, type InstallOptions } from './install-agent.ts'
import { writeOnlyHostKey } from './known-hosts.ts'
import { ensureLogin } from './login.ts'
import { inspectDevice, type DeviceFacts } from './device-facts.ts'
import { measureMemory, type DeviceMemory } from './memory.ts'
import { refuseShared, sharersOf } from './shared-host-key.ts'
import { reachDevice } from '../reach-device.ts'
import { ensureRegistered } from './registration.ts'
import { type DeviceResult, done, found, MissingError, outcomeOf, planned, startSteps, type StepEnd, untilOneFails } from '../steps.ts'

type EnrollStep = keyof EnrollText['steps']
/** Outcomes. changed, and changePlanned: the device had everything before. */
type Enrolled = 'enrolled' | 'changed' | 'changePlanned'

export interface EnrollResult extends DeviceResult<EnrollStep, Enrolled> {
  /** Absent if it was not measured. */
  readonly memory?: DeviceMemory
}

export interface EnrollDeviceOptions {
  readonly deps: EnrollDeps
  readonly install: Pick<InstallOptions, 'directory' | 'inventory'>
  /** Takes messages for a person while it goes on. */
  readonly notify: (words: string) => void
}

const inspect = async ({ ssh, clock, text: { system: text } }: EnrollDeps): Promise<StepEnd<DeviceFacts>> => {
  const facts = await inspectDevice(ssh, clock)
  const obstacles = obstaclesOf(facts, text)
  if (obstacles.length > 0) throw new MissingError(obstacles.join(' '))
  return found([text.found(facts), ...remarksOf(facts, text)].join(' '), facts)
}

const checkInventory = async (
  { candidate: { id }, ssh, isPlan, settings: { inventory }, text: { inventory: text } }: EnrollDeps
): Promise<StepEnd<void>> => {
  const answer = await askAnsible({ inventory, ansibleDirectory })
  if (answer.inventory?.hosts.some(({ host }) => host === id)) return found(inventory)
  if (isPlan) return planned(text.planned)
  throw new MissingError(text.missing(id, ssh.address, inventory))
}

/** Runs every step in turn, until one fails. Each first checks the present state, so that a second run continues the first. */
export const enrollDevice = async ({ deps, install, notify }: EnrollDeviceOptions): Promise<EnrollResult> => {
  const { candidate: { id }, ssh, registry, replaces, isCopy, isPlan, text } = deps
  const steps = startSteps<EnrollStep>()
  let memory: DeviceMemory | undefined
  let wasComplete = false
  const plannedHostKey = join(install.directory, `${id}.known_hosts`)
  const enroll = async (): Promise<void> => {
    const known = await steps.run('identity', () => checkIdentity(deps))
    const { registered } = known
    await steps.run(
      'network',
      () => reachDevice({ id, ssh, registry, addressCommand: (name, address) => `enroll-device.sh ${name} ${address}`, text: text.network })
    )
    const hostKey = await steps.run('hostKey', () => pinHostKey(deps, known))
    // A plan records nothing, and still speaks only with the machine that has shown this key.
    if (isPlan) writeOnlyHostKey(plannedHostKey, ssh, hostKey)
    const inspected = isPlan ? { ...deps, ssh: { ...ssh, knownHosts: plannedHostKey } } : deps
    if (!await steps.run('login', () => ensureLogin(inspected))) return
    const facts = await steps.run('system', () => inspect(inspected))
    const need = await steps.run('hostname', async () => {
      // Before anything changes on a device that may be another.
      const isKnown = facts.hostname === id && steps.results.some(({ step, mark }) => step === 'hostKey' && mark === 'found')
      const value = keyNeedOf({ id, registered, client: facts.client, replaces, isCopy, isKnown, text: text.identity })
      return { ...await ensureHostname(inspected, facts.hostname), value }
    })
    wasComplete = need === 'keep' && steps.results.every(({ mark }) => mark === 'found')
    const key = await steps.run('registration', () => ensureRegistered(deps, registered, need))
    // A plan compares an agent only if every step before it has nothing to do.
    const isComparable = need === 'keep' && facts.hasAgent && steps.results.every(({ mark }) => mark === 'found')
    if (isComparable || !isPlan) notify(isComparable ? text.comparing : text.installing)
    const staysAt = need === 'keep' ? earlierAgent(facts, deps) : undefined
    await steps.run('agent', () => isPlan && !isComparable
      ? planAgent(deps, facts, staysAt)
      : installAgent(deps, { ...install, key, staysAt }))
    await steps.run('report', () => awaitReport(deps, need === 'keep'))
    memory = await steps.run('memory', () => measureMemory(inspected, facts))
    // One that was issued for an enrollment that was killed is on no device.
    if (replaces || need === 'newKey') await steps.run('oldKeys', () => endOldKeys(deps, need === 'keep'))
    await steps.run('inventory', () => checkInventory(deps))
    // Last: all else is done by then, and this is for a person at the device.
    const sharers = sharersOf(deps, known, hostKey)
    if (sharers.length > 0) await steps.run('uniqueHostKey', () => refuseShared(deps, sharers))
  }
  await untilOneFails(steps, enroll)
  rmSync(plannedHostKey, { force: true })
  const outcome = outcomeOf<Enrolled>(steps.results, wasComplete ? 'changed' : 'enrolled')
  return { id, address: ssh.address, outcome: outcome === 'planned' && wasComplete
    ? 'changePlanned'
    : outcome, steps: steps.results, ...memory !== undefined && { memory } }
}

/** Another agent than the server's that runs: somebody may have gone back to it, so only an update of the agents exchanges it. */
const earlierAgent = ({ runningAgent }: DeviceFacts, { publishedAgent }: EnrollDeps): string | undefined =>
  runningAgent === publishedAgent ? undefined : runningAgent

const planAgent = (
  { candidate: { id }, publishedAgent, text: { agent: text } }: EnrollDeps, { hasAgent }: DeviceFacts, staysAt: string | undefined
): StepEnd<void> => {
  if (staysAt !== undefined) return planned(text.plannedSettings({ id, revision: staysAt, published: publishedAgent }))
  return planned(hasAgent ? text.plannedChange : text.planned)
}

const endOldKeys = async (
  { candidate: { id }, isPlan, registry, text: { oldKeys: text } }: EnrollDeps, areEnded: boolean
): Promise<StepEnd<void>> => {
  if (areEnded) return found(text.found)
  if (isPlan) return planned(text.planned)
  await registry.endOldKeys(id)
  return done(text.done)
}
