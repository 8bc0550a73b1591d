import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import type { Settings } from '../../settings/settings.ts'
import type { RetireText } from './retire-text.en.ts'
import { inspectAgent, type AgentOnDevice } from '../agent-on-device.ts'
import { readDeviceScript } from '../device-script.ts'
import { onDevice, sshMessage, type DeviceSsh } from '../device-ssh.ts'
import { reachDevice, setAddressCommand } from '../reach-device.ts'
import type { RegistryClient } from '../registry-client.ts'
import {
  type DeviceResult, done, found, missing, MissingError, outcomeOf, planned, startSteps, type StepEnd, type Steps,
  UnreachableError, untilOneFails
} from '../steps.ts'

type RetireStep = keyof RetireText['steps']
export type RetireResult = DeviceResult<RetireStep, 'retired'>

export interface RetireDeps {
  readonly device: DeviceView
  readonly ssh: DeviceSsh
  readonly registry: RegistryClient
  readonly settings: Settings
  readonly text: RetireText
  readonly deletesAgent: boolean
  readonly isPlan: boolean
  /** A description of the device, for a person. */
  readonly about: readonly string[]
}

/**
 * Ends what the role mimamori.fleet.agent, or the page's line, has left of an agent: its units, and its key in a file of
 * its own or in the configuration.
 */
const stopByHand = 'sudo sh -c \'for unit in mimamori-agent.service mimamori-report.timer; ' +
  'do systemctl disable --now $unit; done 2> /dev/null; rm -f /etc/mimamori/agent.key; sed -i "/^CLIENT_KEY=/d" /etc/mimamori/agent.conf\''

/** Checks that the device at the address is the right one; gives its agent, if there is one. */
const checkDevice = async ({ device: { id }, ssh, text, isPlan }: RetireDeps): Promise<StepEnd<AgentOnDevice | undefined>> => {
  const agent = await inspectAgent(ssh, text.ssh).catch((error: unknown) => {
    if (!(error instanceof MissingError) || isPlan) throw error
    throw new MissingError(text.leftRunning(error.message, stopByHand))
  })
  if (agent.client !== undefined && agent.client !== id) throw new MissingError(text.device.other(id, agent.client))
  // Without a configuration nothing shows whose the device is, so only the remains of an agent by itself count.
  const isThere = agent.client !== undefined || agent.state !== undefined || agent.isInstalled
  return found(isThere ? text.device.found : text.device.noAgent, isThere ? agent : undefined)
}

const stopAgent = async (
  { ssh, isPlan, deletesAgent, text: { agent: text } }: RetireDeps, { unit, state, isEnabled, isInstalled }: AgentOnDevice
): Promise<StepEnd<void>> => {
  const runs = state === 'active' || state === 'activating' || state === 'reloading' || isEnabled
  if (!runs && !(deletesAgent && isInstalled)) return found(text.found)
  if (isPlan) return planned(deletesAgent ? text.plannedDeletion : text.planned)
  if (unit === undefined) return found(text.found)
  const stopped = await onDevice(ssh, ['sudo', '-n', 'systemctl', 'disable', '--now', unit])
  if (stopped.exitCode !== 0) throw new MissingError(text.failed(sshMessage(stopped)))
  return done(text.done)
}

const retireAtCollector = async (
  { device, registry, isPlan, text: { registry: text, state, collectorRefused } }: RetireDeps
): Promise<StepEnd<void>> => {
  if (isOutOfUse(device.state)) return found(state(device.state))
  if (isPlan) return planned(text.planned)
  await registry.retire(device.id).catch(missing(collectorRefused))
  return done(text.done)
}

const script = readDeviceScript(import.meta.dirname, 'remove-key.sh')

const removeKey = async (
  { device: { id }, ssh, isPlan, deletesAgent, text: { key: text } }: RetireDeps, { keyHash, isInstalled }: AgentOnDevice
): Promise<StepEnd<void>> => {
  const deletes = deletesAgent && isInstalled
  if (keyHash === undefined && !deletes) return found(text.found)
  if (isPlan) return planned(text.planned)
  const removed = await onDevice(ssh, ['sudo', '-n', 'sh', '-c', script, 'remove-key', id, ...deletes ? ['agent'] : []])
  if (removed.exitCode !== 0) throw new MissingError(text.failed(sshMessage(removed)))
  return done(deletes ? text.deleted : text.done)
}

const checkInventory = async (
  { device: { id }, isPlan, settings: { inventory }, text: { inventory: text } }: RetireDeps
): Promise<StepEnd<void>> => {
  if (isPlan) return planned(text.planned)
  const answer = await askAnsible({ inventory, ansibleDirectory })
  if (answer.inventory === undefined) throw new MissingError(text.unreadable(answer.reason))
  if (answer.inventory.hosts.some(({ host }) => host === id)) throw new MissingError(text.missing(id, inventory))
  return found(text.found)
}

/** Gives the agent on the device, if it is reached and the right one. An obstacle is in the results, and does not prevent retiring it. */
const reach = async (steps: Steps<RetireStep>, deps: RetireDeps): Promise<AgentOnDevice | undefined> => {
  const { device: { id }, ssh, registry, text } = deps
  let agent: AgentOnDevice | undefined
  await untilOneFails(steps, async () => {
    await steps.run('network', () => reachDevice({
      id, ssh, registry, addressCommand: setAddressCommand, text: text.network
    }).catch((error: unknown) => {
      throw error instanceof UnreachableError ? new UnreachableError(text.left(error.message)) : error
    }))
    agent = await steps.run('device', () => checkDevice(deps))
  })
  return agent
}

/** Stops the agent, so that its last data is accepted, then retires the device, then removes the files that it no longer needs. */
export const retireDevice = async (deps: RetireDeps): Promise<RetireResult> => {
  const { device, ssh, about, text } = deps
  const steps = startSteps<RetireStep>()
  await untilOneFails(steps, async () => {
    await steps.run('identity', () => found([text.state(device.state), ...about].join(text.separator)))
    const agent = await reach(steps, deps)
    if (agent) await steps.run('agent', () => stopAgent(deps, agent))
    await steps.run('registry', () => retireAtCollector(deps))
    if (agent) await steps.run('key', () => removeKey(deps, agent))
    await steps.run('inventory', () => checkInventory(deps))
  })
  return { id: device.id, address: ssh.address, outcome: outcomeOf(steps.results, 'retired'), steps: steps.results }
}
