import { seedOf, waveAt, waveIntegral, type Wave } from './seed.ts'

/** The condition of a simulated device: the values around which its measurements vary. Ratios from 0 to 1. */
export interface Condition {
  readonly cpuUsageRatio: number
  readonly memoryUsageRatio: number
  readonly diskUsageRatio: number
  readonly temperatureCelsius: number
  readonly isThrottled: boolean
  readonly isClockSynchronised: boolean
}

/** A condition at one moment, with the sums that counters show. */
export interface Momentary extends Condition {
  readonly wallSeconds: number
  readonly uptimeSeconds: number
  /** Seconds since boot in which a CPU was not idle. */
  readonly cpuBusySeconds: number
}

const between = (low: number, high: number, seed: number): number => low + (high - low) * seed

/** A device in good health, no two quite alike. */
export const healthy = (id: string): Condition => ({
  cpuUsageRatio: between(0.06, 0.35, seedOf(id, 'cpu')),
  memoryUsageRatio: between(0.3, 0.65, seedOf(id, 'memory')),
  diskUsageRatio: between(0.25, 0.7, seedOf(id, 'disk')),
  temperatureCelsius: between(43, 62, seedOf(id, 'temperature')),
  isThrottled: false,
  isClockSynchronised: true
})

const wave = (id: string, what: string): Wave => ({
  periodSeconds: between(240, 900, seedOf(id, what, 'period')),
  phase: seedOf(id, what, 'phase')
})

const daySeconds = 86_400

/** How long it had been up when the simulation began. */
export const uptimeAtStart = (id: string): number => Math.floor(between(0.2, 30, seedOf(id, 'uptime')) * daySeconds)

export interface TimeOptions {
  readonly id: string
  readonly condition: Condition
  /** The device's own wall clock. */
  readonly wallSeconds: number
  /** Since the simulation began. */
  readonly elapsedSeconds: number
}

/** How the device is just now: around its condition, up and down over minutes. */
export const momentOf = ({ id, condition, wallSeconds, elapsedSeconds }: TimeOptions): Momentary => {
  const cpu = wave(id, 'cpu')
  const swing = condition.cpuUsageRatio * 0.4
  const uptimeSeconds = uptimeAtStart(id) + elapsedSeconds
  return {
    ...condition,
    wallSeconds,
    uptimeSeconds,
    cpuUsageRatio: condition.cpuUsageRatio + swing * waveAt(cpu, uptimeSeconds),
    cpuBusySeconds: condition.cpuUsageRatio * uptimeSeconds + swing * waveIntegral(cpu, uptimeSeconds),
    memoryUsageRatio: condition.memoryUsageRatio * (1 + 0.05 * waveAt(wave(id, 'memory'), uptimeSeconds)),
    // It only fills up, and slowly.
    diskUsageRatio: Math.min(0.999, condition.diskUsageRatio + elapsedSeconds * 1e-8),
    temperatureCelsius: condition.temperatureCelsius + 2 * waveAt(cpu, uptimeSeconds)
  }
}
