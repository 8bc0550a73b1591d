import type { ShutdownReason, LogBatch } from '@mimamori/contract'
import type { Board } from './board.ts'
import type { Condition } from './condition.ts'

/** The demo says what each is about (scripts/demo/text.ts). */
export type StoryName = 'healthy' | 'silent' | 'late' | 'switched off' | 'hot' | 'disk full' | 'wrong clock' | 'comes and goes'

/** A line of a device's log, and when it is written. */
export interface StoryLine extends Omit<LogBatch['items'][number], 'monotonicMs' | 'wallMs'> {
  readonly atSeconds: number
}

/** What becomes of a simulated device. Seconds count from the start of the simulation. */
export interface Story {
  readonly name: StoryName
  /** Any, unless said. */
  readonly board?: Board
  /** Where it differs from good health. */
  readonly condition?: Partial<Condition>
  /** How long ago it was last heard when the simulation begins; unless said it was never heard. */
  readonly lastSeenSecondsAgo?: number
  /** How far its wall clock is from the true time. */
  readonly clockOffsetSeconds?: number
  /** Always, unless said. */
  readonly isOn?: (elapsedSeconds: number) => boolean
  /**
   * What a probe of its address finds: unless said this machine, which answers. `nothing`: no answer. `not known`: it has no registered
   * address.
   */
  readonly address?: 'nothing' | 'not known'
  /** What it says when it goes off; unless said it just falls silent. */
  readonly shutdownReason?: ShutdownReason
  /** In the order in which they are written. */
  readonly log?: readonly StoryLine[]
}

const hours = 3600

const agent = 'mimamori-agent.service'
/** What an agent writes that has just begun. */
const started: readonly StoryLine[] = [
  { atSeconds: 0, level: 'info', unit: agent, message: 'started' },
  { atSeconds: 0, level: 'info', unit: agent, message: 'first report delivered' }
]

export const healthyStory: Story = { name: 'healthy', log: started }

/** One of each that an administrator should notice. */
export const stories: readonly Story[] = [
  { name: 'silent', lastSeenSecondsAgo: 13 * hours, address: 'nothing', isOn: () => false },
  { name: 'late', lastSeenSecondsAgo: 1200, isOn: () => false },
  { name: 'switched off', shutdownReason: 'poweroff', address: 'not known', isOn: (elapsed) => elapsed < 30, log: started },
  {
    name: 'hot',
    board: 'zero-2w',
    condition: { temperatureCelsius: 84, cpuUsageRatio: 0.68, isThrottled: true },
    log: [
      ...started,
      { atSeconds: 4, level: 'warn', unit: 'app.service', message: 'a step took 3.2 s, expected 1 s at most' },
      { atSeconds: 6, level: 'error', unit: 'app.service', message: 'app.service: Watchdog timeout (limit 30s)!' }
    ]
  },
  {
    name: 'disk full',
    board: 'pi-3',
    condition: { diskUsageRatio: 0.997 },
    log: [
      ...started,
      ...[2, 5, 8].map((atSeconds): StoryLine => ({
        atSeconds,
        level: 'error',
        unit: 'app.service',
        message: 'ENOSPC: no space left on device, write',
        context: { path: '/var/lib/app/cache' }
      }))
    ]
  },
  {
    name: 'wrong clock',
    clockOffsetSeconds: -26 * hours,
    condition: { isClockSynchronised: false },
    log: [
      ...started,
      { atSeconds: 3, level: 'warn', unit: 'systemd-timesyncd.service', message: 'Timed out waiting for reply from the time server.' }
    ]
  },
  {
    name: 'comes and goes',
    isOn: (elapsed) => elapsed % 180 < 90,
    log: [
      ...started,
      {
        atSeconds: 100,
        level: 'warn',
        unit: agent,
        message: 'collector not reachable, trying again',
        context: { reason: 'connect EHOSTUNREACH' }
      },
      { atSeconds: 180, level: 'info', unit: agent, message: 'collector accepts reports again', context: { was: 'retrying' } }
    ]
  }
]
