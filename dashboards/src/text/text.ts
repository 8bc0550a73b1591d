/** In CamelCase; the first word is what is affected. */
export type AlertName = 'Watchdog' | 'CollectorDown' | 'CollectorClockUntrusted' | 'CollectorCertificateEnds'
  | 'LogNotStored' | 'LogLinesRefused'
  | 'SiteSilent' | 'DeviceDown' | 'DeviceSilent' | 'DeviceLate'
  | 'DiskOutOfSpace' | 'DiskFull' | 'DiskFillingUp' | 'DiskOutOfInodes' | 'FilesystemReadOnly' | 'FilesystemErrors' | 'WriteWear'
  | 'MemoryShort' | 'TooHot' | 'Undervoltage' | 'Throttled' | 'ClockWrong' | 'Rebooting'
  | 'WatchedServiceDown' | 'WatchedCheckFailing' | 'ErrorBurst' | 'ItemsDropped' | 'KeyRefused' | 'IdentityConflict'
  | 'UpdateFailed' | 'UpdateUnreachable' | 'VersionDrift' | 'UpdateOverdue' | 'AgentOutdated'

/** The texts of an alert. `summary` is the same for every device; `description` is a Go template. */
export interface AlertText {
  readonly summary: string
  readonly description: string
}

/** The texts of an alert about one device, in parts. */
export interface DeviceAlertText {
  readonly summary: string
  /** Follows the device's name: what is the case now. */
  readonly now: string
  /** The same for a device whose condition can no longer be seen; the value is then 0. */
  readonly before: string
  /** What to do next. */
  readonly next: string
}

/** All texts in the generated files, in one language. */
export interface Text {
  readonly alerts: Readonly<Record<AlertName, AlertText>>
}
