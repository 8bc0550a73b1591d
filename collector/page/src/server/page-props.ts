import type { AlertingStatus } from '@mimamori/contract'
import type { Fleet } from './fleet.ts'

/** The props of every page. */
export interface PageProps {
  readonly fleet: Fleet
  readonly alerting: AlertingStatus | undefined
}
