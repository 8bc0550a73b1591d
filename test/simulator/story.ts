import type { GoodbyeReason } from '@mimamori/contract'
import type { Board } from './board.ts'
import type { Condition } from './condition.ts'

/** The demonstration tells what each is about (scripts/demo/text.ts). */
export type StoryName = 'healthy' | 'silent' | 'late' | 'switched off' | 'hot' | 'disk full' | 'wrong clock' | 'comes and goes'

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
  /** What a probe of its address finds: unless said this machine, which answers. `nothing`: no answer. `not known`: it has no registered address. */
  readonly address?: 'nothing' | 'not known'
  /** What it says when it goes off; unless said it just falls silent. */
  readonly goodbye?: GoodbyeReason
}

const hours = 3600

export const healthyStory: Story = { name: 'healthy' }

/** One of each that an administrator should notice. */
export const stories: readonly Story[] = [
  { name: 'silent', lastSeenSecondsAgo: 13 * hours, address: 'nothing', isOn: () => false },
  { name: 'late', lastSeenSecondsAgo: 1200, isOn: () => false },
  { name: 'switched off', goodbye: 'poweroff', address: 'not known', isOn: (elapsed) => elapsed < 30 },
  { name: 'hot', board: 'zero-2w', condition: { temperatureCelsius: 84, cpuUsageRatio: 0.68, isThrottled: true } },
  { name: 'disk full', board: 'pi-3', condition: { diskUsageRatio: 0.974 } },
  { name: 'wrong clock', clockOffsetSeconds: -26 * hours, condition: { isClockSynchronised: false } },
  { name: 'comes and goes', isOn: (elapsed) => elapsed % 180 < 90 }
]
