import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import { obstaclesOf, remarksOf } from './check-facts.ts'
import type { DevicePart } from './device-part.ts'
import type { Enrolled, EnrollStep } from './enroll-step.ts'
import { awaitReport } from './first-report.ts'
import { pinHostKey } from './host-key.ts'
import { ensureHostname } from './hostname.ts'
import { checkIdentity, keyNeedOf } from './identity.ts'
import { installAgent, type InstallOptions } from './install-agent.ts'
import { writeOnlyHostKey } from './known-hosts.ts'
import { ensureLogin } from './login.ts'
import { lookAtDevice, type DeviceFacts } from './look.ts'
import { measureMemory, type DeviceMemory } from './memory.ts'
import { refuseShared, sharersOf } from './own-host-key.ts'
import { reachDevice } from '../reach-device.ts'
import { ensureRegistered } from './registration.ts'
import { type DeviceResult, done, found, MissingError, outcomeOf, planned, startSteps, type StepEnd, untilOneFails } from '../steps.ts'

export interface EnrollResult extends DeviceResult<EnrollStep, Enrolled> {
  /** Absent where it was not measured. */
  readonly memory?: DeviceMemory
}

export interface EnrollDeviceOptions {
  readonly part: DevicePart
  readonly install: Pick<InstallOptions, 'directory' | 'inventory'>
  /** Takes what a person is told while it goes on. */
  readonly say: (words: string) => void
}

const look = async ({ ssh, clock, text: { system: text } }: DevicePart): Promise<StepEnd<DeviceFacts>> => {
  const facts = await lookAtDevice(ssh, clock)
  const obstacles = obstaclesOf(facts, text)
  if (obstacles.length > 0) throw new MissingError(obstacles.join(' '))
  return found([text.found(facts), ...remarksOf(facts, text)].join(' '), facts)
}

const checkInventory = async ({ candidate: { id }, ssh, isPlan, settings: { inventory }, text: { inventory: text } }: DevicePart): Promise<StepEnd<void>> => {
  const answer = await askAnsible({ inventory, ansibleDirectory })
  if (answer.inventory?.hosts.some(({ host }) => host === id)) return found(inventory)
  if (isPlan) return planned(text.planned)
  throw new MissingError(text.missing(id, ssh.address, inventory))
}

/** Every step in turn, until one is missing. Each finds what is there, so that a second time goes on where the first has ended. */
export const enrollDevice = async ({ part, install, say }: EnrollDeviceOptions): Promise<EnrollResult> => {
  const { candidate: { id }, ssh, registry, replaces, isCopy, isPlan, text } = part
  const steps = startSteps<EnrollStep>()
  let memory: DeviceMemory | undefined
  let wasComplete = false
  const plannedHostKey = join(install.directory, `${id}.known_hosts`)
  const enroll = async (): Promise<void> => {
    const known = await steps.run('identity', () => checkIdentity(part))
    const { registered } = known
    await steps.run('network', () => reachDevice({ id, ssh, registry, addressCommand: (name, address) => `enroll-device.sh ${name} ${address}`, text: text.network }))
    const hostKey = await steps.run('hostKey', () => pinHostKey(part, known))
    // A look alone records nothing, and still speaks only with the machine that has shown this key.
    if (isPlan) writeOnlyHostKey(plannedHostKey, ssh, hostKey)
    const looking = isPlan ? { ...part, ssh: { ...ssh, knownHosts: plannedHostKey } } : part
    if (!await steps.run('login', () => ensureLogin(looking))) return
    const facts = await steps.run('system', () => look(looking))
    const need = await steps.run('hostname', async () => {
      // Before anything changes on a device that may be another.
      const value = keyNeedOf({ id, registered, client: facts.client, replaces, isCopy, text: text.identity })
      return { ...await ensureHostname(looking, facts.hostname), value }
    })
    wasComplete = need === 'keep' && steps.results.every(({ mark }) => mark === 'found')
    const key = await steps.run('registration', () => ensureRegistered(part, registered, need))
    // In a plan an agent is looked at only where all that leads to it is so already.
    const isComparable = need === 'keep' && facts.hasAgent && steps.results.every(({ mark }) => mark === 'found')
    if (isComparable || !isPlan) say(isComparable ? text.comparing : text.installing)
    const staysAt = need === 'keep' ? earlierAgent(facts, part) : undefined
    await steps.run('agent', () => isPlan && !isComparable ? planAgent(part, facts, staysAt) : installAgent(part, { ...install, key, staysAt }))
    await steps.run('report', () => awaitReport(part, need === 'keep'))
    memory = await steps.run('memory', () => measureMemory(looking, facts))
    // One that was issued for an enrollment that was killed is on no device.
    if (replaces || need === 'newKey') await steps.run('oldKeys', () => endOldKeys(part, need === 'keep'))
    await steps.run('inventory', () => checkInventory(part))
    // Last: all else is done by then, and this is for a person at the device.
    const sharers = sharersOf(part, known, hostKey)
    if (sharers.length > 0) await steps.run('ownHostKey', () => refuseShared(part, sharers))
  }
  await untilOneFails(steps, enroll)
  rmSync(plannedHostKey, { force: true })
  const outcome = outcomeOf<Enrolled>(steps.results, wasComplete ? 'changed' : 'enrolled')
  return { id, address: ssh.address, outcome: outcome === 'planned' && wasComplete ? 'changePlanned' : outcome, steps: steps.results, ...memory !== undefined && { memory } }
}

/** Another agent than the server's that runs: somebody may have gone back to it, so only an update of the agents exchanges it. */
const earlierAgent = ({ runningAgent }: DeviceFacts, { publishedAgent }: DevicePart): string | undefined => runningAgent === publishedAgent ? undefined : runningAgent

const planAgent = ({ candidate: { id }, publishedAgent, text: { agent: text } }: DevicePart, { hasAgent }: DeviceFacts, staysAt: string | undefined): StepEnd<void> => {
  if (staysAt !== undefined) return planned(text.plannedSettings({ id, revision: staysAt, published: publishedAgent }))
  return planned(hasAgent ? text.plannedChange : text.planned)
}

const endOldKeys = async ({ candidate: { id }, isPlan, registry, text: { oldKeys: text } }: DevicePart, areEnded: boolean): Promise<StepEnd<void>> => {
  if (areEnded) return found(text.found)
  if (isPlan) return planned(text.planned)
  await registry.endOldKeys(id)
  return done(text.done)
}
