import type { Config } from '../../collector/src/platform/config/settings.ts'
import type { UnitName } from './layout.ts'
import { setUpCommand } from './set-up-command.ts'

/** The services that have a token of their own for the collector, each in a file of the user of updates. */
export const tokenRoles = ['update', 'enroll'] as const
export type TokenRole = typeof tokenRoles[number]

/** The means to update, add and look after devices. */
export interface UpdateSetup {
  /** The accounts that may do that, besides root. */
  readonly updaters: readonly string[]
  /** Debian's programs that are here, or will be. */
  readonly has: Readonly<Record<'ssh' | 'sudo', boolean>>
  /** Whether the settings of updates allow the page to start anything. */
  readonly allowsRequests: boolean
  /** The roles whose file has a token that the collector rejects. */
  readonly refusedTokens: readonly TokenRole[]
  /** Packs the agent for devices; undefined if the packed one is the agent of this code. */
  readonly packAgent: (() => Promise<void>) | undefined
}

export interface Server {
  /** The top of the code that it runs. */
  readonly checkout: string
  /** The checkout that ran this server until now, if the package takes it over. */
  readonly takesOver: string | undefined
  /** The text of the collector's settings. */
  readonly settings: string
  /** The collector's, by these settings. */
  readonly config: Config
  /** How the others on this machine reach the collector. */
  readonly collectorUrl: URL
  /** The programs that notify people of alerts; undefined if none are run here. */
  readonly alerting: { readonly prometheus: string, readonly alertmanager: string } | undefined
  /** The agent that reports on this machine; undefined if somebody else has installed one. */
  readonly agent: { readonly code: string, readonly deviceId: string } | undefined
  /** How the devices reach the collector; undefined if none can. */
  readonly deviceUrl: string | undefined
  readonly updates: UpdateSetup
  /** All that the machine has. */
  readonly memoryBytes: number
}

/** A file that is exactly so on a server. */
export interface ServerFile {
  readonly path: string
  readonly content: string
  /** An administrator's once they have taken our mark out. */
  readonly isOursWhileMarked?: true
  /** The service that reads it, if one does, and when: at its start, or also on `systemctl reload`. */
  readonly readBy?: { readonly service: UnitName, readonly at: 'start' | 'reload' }
}

/** The beginning of each file of ours. */
export const { written } = setUpCommand
