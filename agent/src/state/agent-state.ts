import type { DroppedKind } from '@mimamori/contract/headers'
import type { ContentReport } from '@mimamori/contract'
import type { SourceStats } from '../sources/source.ts'

/** The agent's connection to the collector. */
export type Connection =
  | { readonly state: 'new' | 'not-pushing' }
  | { readonly state: 'delivering', readonly sinceWallMs: number }
  /** It answers, but takes no report of this device. */
  | { readonly state: 'rejecting', readonly sinceWallMs: number, readonly reason: string }
  | {
    readonly state: 'retrying' | 'refused'
    readonly sinceWallMs: number
    readonly nextTryWallMs: number
    readonly reason: string
    readonly code?: string
  }

/** The state of a running agent, as `mimamori-agent status` reads it. It holds no key. */
export interface AgentState {
  readonly version: string
  readonly pid: number
  /** When the process was started (process-start.ts). */
  readonly startTicks: number | undefined
  readonly bootId: string
  readonly configFile: string
  readonly clientId?: string | undefined
  readonly apiBaseUrl?: string | undefined
  readonly startedWallMs: number
  readonly updatedWallMs: number
  readonly intervalSeconds: number
  readonly listening?: string | undefined
  readonly connection: Connection
  readonly lastReport?: {
    readonly wallMs: number
    readonly series: number
    readonly bytes: number
    readonly accepted: number
    readonly rejected: readonly { readonly reason: string, readonly count: number }[]
  } | undefined
  readonly clockSkewMs?: number | undefined
  /** Log lines that the collector has acknowledged since the start. */
  readonly acknowledgedLines: number
  readonly waiting: { readonly logs: number, readonly samples: number, readonly oldestAgeMs: number }
  /** The sources of log lines other than the agent's own log. */
  readonly sources: readonly SourceStats[]
  /** Absent if what waits is kept in memory only. */
  readonly spool?: {
    readonly directory: string
    readonly bytes: number
    readonly writtenBytes: number
    readonly damagedSegments: number
    readonly problem?: string | undefined
  } | undefined
  /** Absent if there is no CONTENT_DIRECTORY. */
  readonly content?: {
    readonly directory: string
    readonly isWritable: boolean
    readonly sets: ContentReport['sets']
    /** Why the device does not know which content it should have. */
    readonly problem: { readonly message: string } | undefined
  } | undefined
  readonly dropped: Readonly<Partial<Record<DroppedKind, number>>>
  readonly supersededReports: number
  readonly failingCollectors: Readonly<Record<string, string>>
  /** Set by an agent that has ended in good order. */
  readonly ended?: { readonly wallMs: number, readonly reason: string, readonly notifiedCollector: boolean } | undefined
}
