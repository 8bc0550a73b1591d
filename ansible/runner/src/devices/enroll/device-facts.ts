import type { RunnerClock } from '../../platform/clock.ts'
import { readDeviceScript } from '../device-script.ts'
import { onDevice, sshMessage, type DeviceSsh } from '../device-ssh.ts'
import { readFactLines } from '../fact-lines.ts'

/** The output of device/facts.sh; a field is undefined if it could not be found out. */
export interface DeviceFacts {
  readonly hostname: string
  readonly machine: string
  readonly bits: number | undefined
  readonly system: string
  /** `3.13`. */
  readonly python: string | undefined
  readonly hasSystemd: boolean
  readonly hasSudo: boolean
  readonly freeBytes: number | undefined
  /** The reason why files written there do not last. */
  readonly loses: 'readonly' | 'memory' | undefined
  readonly availableMemoryBytes: number | undefined
  /** The device's clock before the server's, in seconds. */
  readonly clockAheadSeconds: number | undefined
  /** The id in the configuration of an agent. */
  readonly client: string | undefined
  /** Whether an agent of the role is there. */
  readonly hasAgent: boolean
  /** Its revision, if it runs. */
  readonly runningAgent: string | undefined
}

const number = (text: string | undefined): number | undefined => text === undefined || !/^\d{1,15}$/.test(text) ? undefined : Number(text)

const bytes = (kilobytes: string | undefined): number | undefined => {
  const count = number(kilobytes)
  return count === undefined ? undefined : count * 1024
}

/** Reads the script's lines. */
export const readFacts = (output: string, serverSeconds: number): DeviceFacts => {
  const facts = readFactLines(output)
  const epochSeconds = number(facts.get('epochSeconds'))
  return {
    hostname: facts.get('hostname') ?? '',
    machine: facts.get('machine') ?? '',
    bits: number(facts.get('bits')),
    system: facts.get('system') ?? '',
    python: facts.get('python'),
    hasSystemd: facts.has('systemd'),
    hasSudo: facts.has('sudo'),
    freeBytes: bytes(facts.get('freeKilobytes')),
    loses: (['readonly', 'memory'] as const).find((why) => why === facts.get('loses')),
    availableMemoryBytes: bytes(facts.get('availableKilobytes')),
    clockAheadSeconds: epochSeconds === undefined ? undefined : Math.round(epochSeconds - serverSeconds),
    client: facts.get('client'),
    hasAgent: facts.has('agent'),
    runningAgent: facts.get('agentState') === 'active' ? facts.get('agentRevision') : undefined
  }
}

const script = readDeviceScript(import.meta.dirname, 'facts.sh')

/** @throws with ssh's words */
export const inspectDevice = async (ssh: DeviceSsh, clock: RunnerClock): Promise<DeviceFacts> => {
  const fromMs = clock.nowMs()
  const captured = await onDevice(ssh, ['sh', '-s'], { input: script })
  if (captured.exitCode !== 0) throw new Error(sshMessage(captured))
  // The device read its clock somewhere in between.
  return readFacts(captured.stdout, (fromMs + clock.nowMs()) / 2000)
}
