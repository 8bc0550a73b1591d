import type { HostOutcome, RunHost, RunKind, RunSummary, UpdateQueue } from '@mimamori/contract'

/** The newest outcome of a device's release, of any run; neither another release nor another playbook changes it. */
export interface DeviceUpdate {
  /** '' if nobody has named it. */
  readonly release: string
  readonly run: string
  readonly outcome: HostOutcome
  readonly finishedMs: number
  readonly durationSeconds: number
  readonly fromRevision?: string
  readonly toRevision?: string
  /** When it was last updated or found up to date. */
  readonly lastSuccessMs?: number
}

/**
 * The releases that a device's newest report names, whether they answer or not (/etc/mimamori/releases.d); a report without any says
 * nothing about them.
 */
export interface DeclaredReleases {
  readonly deviceId: string
  readonly releases: readonly string[]
  readonly intervalSeconds: number
}

/** One device's part in a run: its status there, the playbook, and whether the run has ended. */
export type RunOfDevice = RunHost & Pick<RunSummary, 'run' | 'action' | 'playbook'> & { readonly ended: boolean }

/** The updates of one device, without a query. */
export interface DeviceUpdates {
  readonly underWay?: { readonly run: string, readonly sinceMs: number }
  /** By the name of their release. */
  readonly all?: readonly DeviceUpdate[]
  /** The newest update of its applications that did not succeed, or else the newest. */
  readonly last?: DeviceUpdate
  /** The newest update of its agent. */
  readonly agent?: DeviceUpdate
}

/** The updates of devices by their runs. */
export interface UpdatesOfDevices {
  device (deviceId: string): DeviceUpdates
  /** In runs of one kind, newest first; whether each has ended. */
  ofDevice (deviceId: string, page: { readonly kind: RunKind, readonly limit: number }): Promise<readonly RunOfDevice[]>
  readonly queue: {
    waitingOf (host: string): UpdateQueue['waiting'][number] | undefined
    pinnedOf (host: string): UpdateQueue['pinned'][number] | undefined
  }
}
