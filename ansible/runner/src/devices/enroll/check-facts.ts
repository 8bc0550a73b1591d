import type { EnrollText } from './enroll-text.en.ts'
import type { DeviceFacts } from './device-facts.ts'

/** Space for the agent with its Node.js, packed and unpacked. */
export const neededBytes = 400_000_000
/** An agent bears any clock; people read times by it. */
const wrongClockSeconds = 300
/** The oldest that ansible-core 2.19 works with on a device. */
const oldestPython = [3, 8] as const

const isOldPython = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldestPython[0] || (major === oldestPython[0] && minor < oldestPython[1])
}

type Check = (facts: DeviceFacts, text: EnrollText['system']) => string | undefined | false

/** Each gives a message if the device cannot be added in its present state. */
const obstacles: readonly Check[] = [
  ({ bits }, text) => bits === 32 && text.bits,
  ({ hasSudo }, text) => !hasSudo && text.sudo,
  ({ hasSystemd }, text) => !hasSystemd && text.systemd,
  ({ python }, text) => python === undefined ? text.noPython : isOldPython(python) && text.oldPython(python),
  // An installed agent takes no more room, and none of it is written.
  ({ loses, hasAgent }, text) => loses !== undefined && !hasAgent && text.loses[loses],
  ({ freeBytes, hasAgent }, text) => freeBytes !== undefined && freeBytes < neededBytes && !hasAgent &&
    text.disk(Math.floor(freeBytes / 1e6), neededBytes / 1e6)
]

/** Each gives a message about something to check, though the device can be added. */
const remarks: readonly Check[] = [
  ({ clockAheadSeconds = 0 }, text) => Math.abs(clockAheadSeconds) > wrongClockSeconds && text.clock(clockAheadSeconds)
]

const messagesOf = (checks: readonly Check[], facts: DeviceFacts, text: EnrollText['system']): string[] =>
  checks.flatMap((check) => check(facts, text) || [])

export const obstaclesOf = (facts: DeviceFacts, text: EnrollText['system']): string[] => messagesOf(obstacles, facts, text)
export const remarksOf = (facts: DeviceFacts, text: EnrollText['system']): string[] => messagesOf(remarks, facts, text)
