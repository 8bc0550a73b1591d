import type { AgentConfig } from '../config/agent-config.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Logger } from '../log/logger.ts'

/** Constants of one run of the agent, from its start to its end. */
export interface AgentRun {
  readonly config: AgentConfig
  /** A random id, new at each start: the stream of its batches. */
  readonly stream: string
  /** The id of the boot, as in /proc/sys/kernel/random/boot_id. */
  readonly boot: string
  readonly clock: DeviceClock
  readonly log: Logger
}
