import type { AlertingStatus } from '@mimamori/contract'
import type { Fleet } from './fleet.ts'

/** What every page is given. */
export interface Known {
  readonly fleet: Fleet
  /** Undefined while loading. */
  readonly alerting: AlertingStatus | undefined
}
