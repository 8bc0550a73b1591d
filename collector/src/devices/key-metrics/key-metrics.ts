/** The values that an administrator checks first, derived from a status report or from `node_…` series. */
export interface KeyMetrics {
  readonly atMs: number
  readonly cpuUsageRatio?: number
  readonly memoryUsageRatio?: number
  readonly diskUsageRatio?: number
  readonly temperatureCelsius?: number
}

/** CPU seconds of all processors together, and the idle ones among them. */
export interface CpuSeconds {
  readonly total: number
  readonly idle: number
}

/** The latest values of each device, and its values of the last six hours for the page's charts. Memory only. */
export interface KeyMetricsStore {
  record (deviceId: string, keyMetrics: KeyMetrics): void
  /** For late reports, oldest first: they fill the minutes of the charts that have no values. */
  recordLate (deviceId: string, keyMetrics: readonly KeyMetrics[]): void
  latest (deviceId: string): KeyMetrics | undefined
  /** Oldest first; at most one a minute. */
  history (deviceId: string): readonly KeyMetrics[]
  /**
   * The CPU seconds to compare the next report with; undefined if the last report had none, or was of another boot, and so perhaps of
   * another machine.
   */
  cpuSeconds (deviceId: string, boot: string): CpuSeconds | undefined
  keepCpuSeconds (deviceId: string, boot: string, cpu: CpuSeconds | undefined): void
  forget (deviceId: string): void
}
