import type { Captured } from '../../platform/process/execute.ts'
import type { EnrollText } from './enroll-text.en.ts'
import { onDevice, sshMessage } from '../device-ssh.ts'
import { found, planned, type StepEnd } from '../steps.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import type { DeviceFacts } from './device-facts.ts'

/** Memory that Linux can give to programs without swapping: MemAvailable of /proc/meminfo. */
export interface DeviceMemory {
  readonly availableBytes: number
  /** Before the agent was installed; absent if it was there. */
  readonly availableBeforeBytes?: number
}

/** The agent's budget of resident memory (docs/benchmarks.md). */
const agentBytes = 65_000_000
/**
 * Memory that the profiles of small boards require before an update starts: minimum_memory_mb in ansible/roles/release/defaults/main.yml.
 */
const scarceBytes = 64 * 1024 ** 2

const readAvailableMemory = (meminfo: string): number | undefined => {
  const [, kilobytes] = /^MemAvailable:\s+(\d{1,15}) kB$/m.exec(meminfo) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

/** Describes the available memory, now and before, and what to do if little is left. */
const describeMemory = ({ availableBytes, availableBeforeBytes }: DeviceMemory, text: EnrollText['memory']): string => [
  availableBeforeBytes === undefined ? text.now(availableBytes) : text.beforeAndNow(availableBeforeBytes, availableBytes),
  ...availableBytes < scarceBytes ? [text.scarce] : []
].join(' ')

/** Estimates the memory that an agent would leave. */
export const planMemory = (availableBytes: number, text: EnrollText['memory']): StepEnd<undefined> => {
  const leftBytes = Math.max(0, availableBytes - agentBytes)
  return planned([text.planned(availableBytes, leftBytes), ...leftBytes < scarceBytes ? [text.scarce] : []].join(' '))
}

/** The memory that the device has left, by /proc/meminfo now and by the facts before. */
export const memoryEnd = (
  captured: Captured, beforeBytes: number | undefined, text: EnrollText['memory']
): StepEnd<DeviceMemory | undefined> => {
  const availableBytes = readAvailableMemory(captured.stdout)
  if (availableBytes === undefined) return found(text.unknown(sshMessage(captured)))
  const memory: DeviceMemory = { availableBytes, ...beforeBytes !== undefined && { availableBeforeBytes: beforeBytes } }
  return found(describeMemory(memory, text), memory)
}

/** How much memory the device has left, once its agent has reported. A device of which that cannot be learned is enrolled all the same. */
export const measureMemory = async (
  { ssh, isPlan, text: { memory: text } }: EnrollDeps, { hasAgent, availableMemoryBytes }: DeviceFacts
): Promise<StepEnd<DeviceMemory | undefined>> => {
  const beforeBytes = hasAgent ? undefined : availableMemoryBytes
  if (isPlan && beforeBytes !== undefined) return planMemory(beforeBytes, text)
  return memoryEnd(await onDevice(ssh, ['cat', '/proc/meminfo']), beforeBytes, text)
}
