import type { SettingValues } from './settings.ts'

/** The collector that reports go to, and the id to send. */
export interface PushTarget {
  /** Ends in `/api`. */
  readonly apiBaseUrl: URL
  readonly clientId: string
  readonly clientKey: string
}

/** A whole and valid configuration. */
export interface AgentConfig extends Omit<
  SettingValues,
  'apiBaseUrl' | 'clientId' | 'clientKey' | 'clientKeyFile' | 'push' | 'stateFile' | 'spoolDirectory'
> {
  /** The file that it was read from. */
  readonly file: string
  /** undefined if the agent only exposes /metrics. */
  readonly push: PushTarget | undefined
  /** The file with the key; undefined for a systemd credential, whose mode systemd sets. */
  readonly keyFile: string | undefined
  readonly stateFile: string
  /** undefined if what waits is kept in memory only, or nothing waits. */
  readonly spoolDirectory: string | undefined
  /** Settings of the former agent that this one does not use. */
  readonly ignoredKeys: readonly string[]
}
