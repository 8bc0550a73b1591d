import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { askAnsible } from '../../inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../places.ts'
import { obstaclesOf, remarksOf } from './check-facts.ts'
import type { DevicePart } from './device-part.ts'
import type { EnrollStep } from './enroll-step.ts'
import { awaitReport } from './first-report.ts'
import { pinHostKey } from './host-key.ts'
import { ensureHostname } from './hostname.ts'
import { checkIdentity, keyNeedOf } from './identity.ts'
import { installAgent, type InstallOptions } from './install-agent.ts'
import { writeOnlyHostKey } from './known-hosts.ts'
import { ensureLogin } from './login.ts'
import { lookAtDevice, type DeviceFacts } from './look.ts'
import { measureMemory, type DeviceMemory } from './memory.ts'
import { isReachable } from '../reachable.ts'
import { ensureRegistered } from './registration.ts'
import { MissingError, outcomeOf, startSteps, UnreachableError, untilOneFails, type DeviceResult, type StepEnd } from '../steps.ts'

export interface EnrollResult extends DeviceResult<EnrollStep, 'enrolled'> {
  /** Absent where it was not measured. */
  readonly memory?: DeviceMemory
}

export interface EnrollDeviceOptions {
  readonly part: DevicePart
  readonly install: Omit<InstallOptions, 'key'>
  readonly onBegin: (step: EnrollStep) => void
}

const look = async ({ ssh, clock, text: { system: text } }: DevicePart): Promise<StepEnd<DeviceFacts>> => {
  const facts = await lookAtDevice(ssh, clock)
  const obstacles = obstaclesOf(facts, text)
  if (obstacles.length > 0) throw new MissingError(obstacles.join(' '))
  return { mark: 'found', detail: [text.found(facts), ...remarksOf(facts, text)].join(' '), value: facts }
}

const checkInventory = async ({ candidate: { id }, ssh, isPlan, settings: { inventory }, text: { inventory: text } }: DevicePart): Promise<StepEnd<void>> => {
  const answer = await askAnsible({ inventory, ansibleDirectory })
  if (answer.inventory?.hosts.some(({ host }) => host === id)) return { mark: 'found', detail: inventory, value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned, value: undefined }
  throw new MissingError(text.missing(id, ssh.address, inventory))
}

/** Every step in turn, until one is missing. Each finds what is there, so that a second time goes on where the first has ended. */
export const enrollDevice = async ({ part, install, onBegin }: EnrollDeviceOptions): Promise<EnrollResult> => {
  const { candidate: { id }, ssh, replaces, isCopy, isPlan, text } = part
  const steps = startSteps<EnrollStep>(onBegin)
  let memory: DeviceMemory | undefined
  const plannedHostKey = join(install.directory, `${id}.known_hosts`)
  const enroll = async (): Promise<void> => {
    const known = await steps.run('identity', () => checkIdentity(part))
    const { registered } = known
    await steps.run('network', async () => {
      if (!await isReachable(ssh)) throw new UnreachableError(text.network.none(ssh.address, ssh.port))
      return { mark: 'found', detail: text.network.found(ssh.address, ssh.port), value: undefined }
    })
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
    const key = await steps.run('registration', () => ensureRegistered(part, registered, need))
    await steps.run('agent', () => installAgent(part, { ...install, key }))
    await steps.run('report', () => awaitReport(part, need === 'keep'))
    memory = await steps.run('memory', () => measureMemory(looking, facts))
    if (replaces) await steps.run('oldKeys', () => endOldKeys(part, need === 'keep'))
    await steps.run('inventory', () => checkInventory(part))
  }
  await untilOneFails(steps, enroll)
  rmSync(plannedHostKey, { force: true })
  return { id, address: ssh.address, outcome: outcomeOf(steps.results, 'enrolled'), steps: steps.results, ...memory !== undefined && { memory } }
}

const endOldKeys = async ({ candidate: { id }, isPlan, registry, text: { oldKeys: text } }: DevicePart, areEnded: boolean): Promise<StepEnd<void>> => {
  if (areEnded) return { mark: 'found', detail: text.found, value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned, value: undefined }
  await registry.endOldKeys(id)
  return { mark: 'done', detail: text.done, value: undefined }
}
