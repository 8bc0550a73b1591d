/** In CamelCase: the first word is what is wrong. */
export type AlertName = 'Watchdog' | 'CollectorDown' | 'CollectorClockUntrusted' | 'LogNotStored' | 'LogLinesRefused' | 'SiteSilent' | 'DeviceSilent' | 'DeviceLate'
  | 'DiskOutOfSpace' | 'DiskFull' | 'DiskFillingUp' | 'FilesystemReadOnly' | 'FilesystemErrors' | 'WriteWear'
  | 'MemoryShort' | 'TooHot' | 'Undervoltage' | 'Throttled' | 'ClockWrong' | 'Rebooting'
  | 'WatchedServiceDown' | 'WatchedCheckFailing' | 'ErrorBurst' | 'ItemsDropped' | 'KeyRefused' | 'IdentityConflict'
  | 'UpdateFailed' | 'UpdateUnreachable' | 'VersionDrift' | 'UpdateOverdue' | 'AgentOutdated'

/** What one alert says. `summary` is the same for every device; `description` is a Go template. */
export interface AlertText {
  readonly summary: string
  readonly description: string
}

/** What an alert about one device says, in parts. */
export interface DeviceAlertText {
  readonly summary: string
  /** What follows the device's name: what is so now. */
  readonly now: string
  /** The same, of a device that can no longer be seen: its value is then 0. */
  readonly before: string
  /** What to do next. */
  readonly next: string
}

/** All words that the generated files show to a person, in one language. */
export interface Text {
  readonly alerts: Readonly<Record<AlertName, AlertText>>
}
