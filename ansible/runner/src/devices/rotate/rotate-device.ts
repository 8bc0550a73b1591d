import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { inspectAgent, type AgentOnDevice } from '../agent-on-device.ts'
import { readDeviceScript } from '../device-script.ts'
import { onDevice, sshMessage } from '../device-ssh.ts'
import { reachDevice, setAddressCommand } from '../reach-device.ts'
import {
  type DeviceResult, done, found, missing, MissingError, outcomeOf, planned, startSteps, type StepEnd, untilOneFails
} from '../steps.ts'
import { keyPlanOf, type KeyPlan } from './key-plan.ts'
import type { RotateDeps } from './rotate-deps.ts'
import type { RotateText } from './rotate-text.en.ts'

const script = readDeviceScript(import.meta.dirname, 'install-key.sh')

/**
 * Puts the key into the file that the agent reads. It goes over standard input: a command line is in process lists and sudo's log.
 * @throws {MissingError}
 */
const installKey = async (
  { device: { id }, ssh, text: { install: text } }: Pick<RotateDeps, 'device' | 'ssh' | 'text'>, key: string
): Promise<void> => {
  const put = await onDevice(ssh, ['sudo', '-n', 'sh', '-c', script, 'install-key', id], { input: `${key}\n` })
  if (put.exitCode !== 0) throw new MissingError(text.failed(sshMessage(put)))
}

/** @throws {MissingError} */
const restartAgent = async ({ ssh, text: { install: text } }: Pick<RotateDeps, 'ssh' | 'text'>, unit: string): Promise<void> => {
  const restarted = await onDevice(ssh, ['sudo', '-n', 'systemctl', 'restart', unit])
  if (restarted.exitCode !== 0) throw new MissingError(text.notRestarted(sshMessage(restarted), unit))
}

/** An agent spreads its first report over its interval, a minute as a rule; a small board takes half a minute to start it. */
const withinMs = 180_000
const everyMs = 1000

/** Waits until the collector has received a message with the newest key. */
export const awaitUse = async (
  {
    device: { id, keys }, registry, clock, isPlan, text: { report: text }
  }: Pick<RotateDeps, 'device' | 'registry' | 'clock' | 'isPlan' | 'text'>, plan: KeyPlan
): Promise<StepEnd<void>> => {
  if (plan === 'endOld' || plan === 'nothing') return found(keys.at(-1)!.firstUsedAt!)
  if (isPlan) return planned(text.planned)
  const deadlineMs = clock.nowMs() + withinMs
  for (;;) {
    const firstUsedAt = (await registry.device(id)).keys.at(-1)?.firstUsedAt ?? null
    if (firstUsedAt !== null) return done(firstUsedAt)
    if (clock.nowMs() >= deadlineMs) throw new MissingError(text.none(id, withinMs / 1000))
    await clock.sleep(everyMs)
  }
}

type RotateStep = keyof RotateText['steps']
export type RotateResult = DeviceResult<RotateStep, 'rotated'>

const checkState = ({ device: { id, state }, text }: RotateDeps): StepEnd<void> => {
  if (isOutOfUse(state)) throw new MissingError(text.identity.out(id, state))
  return found(text.state(state))
}

/** Checks that the agent there is the device's, and will use a new key. */
const checkAgent = async ({ device: { id }, ssh, text }: RotateDeps): Promise<StepEnd<AgentOnDevice>> => {
  const agent = await inspectAgent(ssh, text.ssh)
  if (agent.client === undefined) throw new MissingError(text.agent.none(id))
  if (agent.client !== id) throw new MissingError(text.agent.other(id, agent.client))
  if (agent.place === undefined) throw new MissingError(text.agent.noKey)
  if (agent.unit !== undefined && agent.state !== 'active') throw new MissingError(text.agent.stopped(agent.state ?? 'unknown', agent.unit))
  return found(text.agent.found(agent.state), agent)
}

const issueKey = async (
  { device: { id, keys }, registry, isPlan, text: { key: text, collectorRefused } }: RotateDeps, plan: KeyPlan
): Promise<StepEnd<string | undefined>> => {
  if (plan !== 'issue') return found(text.recent(keys.at(-1)!.createdAt))
  if (isPlan) return planned(text.planned)
  return done(text.issued, await registry.rotate(id).catch(missing(collectorRefused)))
}

const putKey = async (
  deps: RotateDeps, { plan, key, agent }: { readonly plan: KeyPlan, readonly key: string | undefined, readonly agent: AgentOnDevice }
): Promise<StepEnd<void>> => {
  const { isPlan, text: { install: text } } = deps
  if (plan !== 'issue' && plan !== 'restart') return found(text.found)
  if (isPlan) return planned(text.planned)
  if (key !== undefined) await installKey(deps, key)
  // If something else reads the key, it is not ours to restart.
  if (agent.unit !== undefined) await restartAgent(deps, agent.unit)
  return done(key === undefined ? text.restarted : text.done)
}

const endOldKeys = async (
  { device: { id }, registry, isPlan, text: { oldKeys: text, collectorRefused } }: RotateDeps, plan: KeyPlan
): Promise<StepEnd<void>> => {
  if (plan === 'nothing') return found(text.found)
  if (isPlan) return planned(text.planned)
  await registry.endOldKeys(id).catch(missing(collectorRefused))
  return done(text.done)
}

/** A new key for a device, whose old one works until the collector has received a message with the new one. */
export const rotateDevice = async (deps: RotateDeps): Promise<RotateResult> => {
  const { device: { id, keys }, ssh, registry, text, staleBeforeMs } = deps
  const steps = startSteps<RotateStep>()
  await untilOneFails(steps, async () => {
    await steps.run('identity', () => checkState(deps))
    await steps.run('network', () => reachDevice({ id, ssh, registry, addressCommand: setAddressCommand, text: text.network }))
    const agent = await steps.run('agent', () => checkAgent(deps))
    const plan = keyPlanOf({ keys, keyHash: agent.keyHash, staleBeforeMs })
    const key = await steps.run('key', () => issueKey(deps, plan))
    await steps.run('install', () => putKey(deps, { plan, key, agent }))
    await steps.run('report', () => awaitUse(deps, plan))
    await steps.run('oldKeys', () => endOldKeys(deps, plan))
  })
  return { id, address: ssh.address, outcome: outcomeOf(steps.results, 'rotated'), steps: steps.results }
}
