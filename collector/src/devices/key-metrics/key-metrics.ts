/** The values an administrator looks at first, derived in one place from a status report or from `node_…` series. */
export interface KeyMetrics {
  readonly atMs: number
  readonly cpuUsageRatio?: number
  readonly memoryUsageRatio?: number
  readonly diskUsageRatio?: number
  readonly temperatureCelsius?: number
}

/** Seconds that all processors together have spent, and those in which there was nothing for them to do. */
export interface CpuSeconds {
  readonly total: number
  readonly idle: number
}

/** The latest values of each device, and those of the last six hours for the page's charts. Memory only. */
export interface KeyMetricsStore {
  record (deviceId: string, keyMetrics: KeyMetrics): void
  /** Of reports that came late, oldest first, for the charts: they fill the minutes that have no others. */
  recordLate (deviceId: string, keyMetrics: readonly KeyMetrics[]): void
  latest (deviceId: string): KeyMetrics | undefined
  /** Oldest first; at most one a minute. */
  history (deviceId: string): readonly KeyMetrics[]
  /** What the processor's share of the next report is counted from; undefined where the last report had none. */
  cpuSeconds (deviceId: string): CpuSeconds | undefined
  keepCpuSeconds (deviceId: string, cpu: CpuSeconds | undefined): void
  forget (deviceId: string): void
}
