import type { Settings } from '../../settings/settings.ts'
import type { EnrollText } from './enroll-text.en.ts'
import type { RunnerClock } from '../../platform/clock.ts'
import type { Candidate } from '../candidate.ts'
import type { DeviceSsh } from '../device-ssh.ts'
import type { RegistryClient } from '../registry-client.ts'

/** Everything that the steps of one device work with. */
export interface EnrollDeps {
  readonly candidate: Candidate
  readonly ssh: DeviceSsh
  readonly replaces: boolean
  readonly isCopy: boolean
  readonly isPlan: boolean
  readonly isYes: boolean
  readonly settings: Settings
  readonly registry: RegistryClient
  readonly clock: RunnerClock
  readonly text: EnrollText
  /**
   * Asks a yes-or-no question. --yes agrees unless `inPerson` says why it does not. @throws {MissingError} with --yes, or without a
   * terminal to ask on
   */
  readonly agree: (question: string, inPerson?: string) => Promise<boolean>
  /** Whether a person is there to type a password. */
  readonly hasTerminal: boolean
  /** Only one device at a time speaks with the person. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** The public half of the server's key, one line. */
  readonly publicKey: string
  /** The revision of the agent that the server has for it. */
  readonly publishedAgent: string | undefined
}
