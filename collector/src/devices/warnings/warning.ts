import type { WarningCode } from '@mimamori/contract'
import type { Sender } from '../connection/identity-conflict.ts'

/** A warning with the values that its sentence mentions; the sentence itself is in fleet-status/. */
export interface Warning {
  readonly code: WarningCode
  /** A ratio, degrees Celsius, seconds or Unix milliseconds, by the code. */
  readonly value?: number
  readonly found?: string
  readonly expected?: string
  /** The machines that use one key. */
  readonly senders?: readonly Sender[]
}
