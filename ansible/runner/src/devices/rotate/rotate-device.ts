import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { lookAtAgent, type AgentOnDevice } from '../agent-on-device.ts'
import { reachDevice, setAddressCommand } from '../reach-device.ts'
import { MissingError, outcomeOf, startSteps, untilOneFails, type DeviceResult, type StepEnd } from '../steps.ts'
import { awaitUse } from './await-use.ts'
import { installKey, restartAgent } from './install-key.ts'
import { keyPlanOf, type KeyPlan } from './key-plan.ts'
import type { RotatePart } from './rotate-part.ts'
import type { RotateStep } from './rotate-step.ts'

export type RotateResult = DeviceResult<RotateStep, 'rotated'>

const checkState = ({ device: { id, state }, text: { identity: text } }: RotatePart): StepEnd<void> => {
  if (isOutOfUse(state)) throw new MissingError(text.out(id, state))
  return { mark: 'found', detail: text.known(state), value: undefined }
}

/** That the agent there is the device's own, and will use a new key. */
const checkAgent = async ({ device: { id }, ssh, text }: RotatePart): Promise<StepEnd<AgentOnDevice>> => {
  const agent = await lookAtAgent(ssh, text.ssh)
  if (agent.client === undefined) throw new MissingError(text.agent.none(id))
  if (agent.client !== id) throw new MissingError(text.agent.other(id, agent.client))
  if (agent.place === undefined) throw new MissingError(text.agent.noKey)
  if (agent.unit !== undefined && agent.state !== 'active') throw new MissingError(text.agent.stopped(agent.state ?? 'unknown', agent.unit))
  return { mark: 'found', detail: text.agent.found(agent.state), value: agent }
}

const refusal = (reason: (words: string) => string) => (error: unknown): never => { throw new MissingError(reason((error as Error).message), { cause: error }) }

const issueKey = async ({ device: { id, keys }, registry, isPlan, text: { key: text } }: RotatePart, plan: KeyPlan): Promise<StepEnd<string | undefined>> => {
  if (plan !== 'issue') return { mark: 'found', detail: text.recent(keys.at(-1)!.createdAt), value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned, value: undefined }
  return { mark: 'done', detail: text.issued, value: await registry.rotate(id).catch(refusal(text.refused)) }
}

const putKey = async (part: RotatePart, { plan, key, agent }: { readonly plan: KeyPlan, readonly key: string | undefined, readonly agent: AgentOnDevice }): Promise<StepEnd<void>> => {
  const { isPlan, text: { install: text } } = part
  if (plan !== 'issue' && plan !== 'restart') return { mark: 'found', detail: text.found, value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned, value: undefined }
  if (key !== undefined) await installKey(part, key)
  // Where something else reads the key, that is not ours to restart.
  if (agent.unit !== undefined) await restartAgent(part, agent.unit)
  return { mark: 'done', detail: key === undefined ? text.restarted : text.done, value: undefined }
}

const endOldKeys = async ({ device: { id }, registry, isPlan, text: { oldKeys: text } }: RotatePart, plan: KeyPlan): Promise<StepEnd<void>> => {
  if (plan === 'nothing') return { mark: 'found', detail: text.found, value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned, value: undefined }
  await registry.endOldKeys(id).catch(refusal(text.refused))
  return { mark: 'done', detail: text.done, value: undefined }
}

/** A new key for a device, whose old one works until the collector has received a message with the new one. */
export const rotateDevice = async (part: RotatePart): Promise<RotateResult> => {
  const { device: { id, keys }, ssh, registry, text, staleBeforeMs } = part
  const steps = startSteps<RotateStep>()
  await untilOneFails(steps, async () => {
    await steps.run('identity', () => checkState(part))
    await steps.run('network', () => reachDevice({ id, ssh, registry, addressCommand: setAddressCommand, text: text.network }))
    const agent = await steps.run('agent', () => checkAgent(part))
    const plan = keyPlanOf({ keys, keyHash: agent.keyHash, staleBeforeMs })
    const key = await steps.run('key', () => issueKey(part, plan))
    await steps.run('install', () => putKey(part, { plan, key, agent }))
    await steps.run('report', () => awaitUse(part, plan))
    await steps.run('oldKeys', () => endOldKeys(part, plan))
  })
  return { id, address: ssh.address, outcome: outcomeOf(steps.results, 'rotated'), steps: steps.results }
}
