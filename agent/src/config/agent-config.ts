import type { SettingValues } from './settings.ts'

/** Where reports go, and as whom. */
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
  /** undefined where the agent only exposes /metrics. */
  readonly push: PushTarget | undefined
  /** The file that the key stands in; undefined for a credential of systemd's, which sees to it itself. */
  readonly keyFile: string | undefined
  readonly stateFile: string
  /** undefined where what waits is kept in memory only, or nothing waits. */
  readonly spoolDirectory: string | undefined
  /** Settings of the former agent that this one does not use. */
  readonly ignoredKeys: readonly string[]
}
