import type { DeviceView } from '@mimamori/contract'
import type { RunnerClock } from '../../platform/clock.ts'
import type { RotateText } from './rotate-text.en.ts'
import type { DeviceSsh } from '../device-ssh.ts'
import type { RegistryClient } from '../registry-client.ts'

/** Everything that the steps of one device work with. */
export interface RotateDeps {
  readonly device: DeviceView
  readonly ssh: DeviceSsh
  readonly registry: RegistryClient
  readonly clock: RunnerClock
  readonly text: RotateText
  readonly isPlan: boolean
  /** A used key that was issued before this gets a successor. */
  readonly staleBeforeMs: number
}
