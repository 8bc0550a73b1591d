import type { Freshness } from '@mimamori/contract'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Device } from '../registry/device.ts'
import type { ProbeAnswer } from './tcp-probe.ts'

export interface ProberDeps {
  readonly clock: Clock
  /** The devices of the fleet, in any state. */
  readonly devices: () => readonly Device[]
  readonly freshnessOf: (device: Device) => Freshness
  readonly probe: (device: Device) => Promise<ProbeAnswer>
  /** Called when a round that the timer started has failed. */
  readonly onError: (error: unknown) => void
  /** 0 to 1; tests pass their own. */
  readonly random?: () => number
}

/** Probes only the addresses of devices that are late or silent. */
export interface Prober {
  /** Undefined if no probe was made since the device became late. */
  reachable (deviceId: string): boolean | undefined
  /** Starts the probes that are due, a bounded number at once; resolves when they have ended. */
  pass (): Promise<void>
  start (): void
  close (): void
}

const passEveryMs = 5000
/** More would look like a port scan, and would load the server. */
const concurrency = 16
/** A late device may just be rebooting; a silent one stays as it is for hours. */
const againAfterMs: Readonly<Record<Exclude<Freshness, 'fresh'>, number>> = { late: 60_000, silent: 300_000 }

interface Finding { dueMs: number, running: boolean, answers?: boolean }

export const createProber = ({ clock, devices, freshnessOf, probe, onError, random = Math.random }: ProberDeps): Prober => {
  const findings = new Map<string, Finding>()
  let running = 0
  let timer: NodeJS.Timeout | undefined

  const tryOne = async (device: Device, finding: Finding, periodMs: number) => {
    running += 1
    finding.running = true
    try {
      const answer = await probe(device)
      if (answer === 'not_allowed') delete finding.answers
      else finding.answers = answer === 'answers'
    } finally {
      running -= 1
      finding.running = false
      finding.dueMs = clock.monotonicMs() + periodMs * (0.75 + random() / 2)
    }
  }

  const due = (): (readonly [Device, Finding, number])[] => {
    const nowMs = clock.monotonicMs()
    const list: (readonly [Device, Finding, number])[] = []
    const wanted = new Set<string>()
    for (const device of devices()) {
      if (device.address === undefined || (device.state !== 'active' && device.state !== 'pending')) continue
      const freshness = freshnessOf(device)
      if (freshness === 'fresh') continue
      wanted.add(device.id)
      let finding = findings.get(device.id)
      if (!finding) findings.set(device.id, finding = { dueMs: nowMs, running: false })
      if (!finding.running && finding.dueMs <= nowMs) list.push([device, finding, againAfterMs[freshness]])
    }
    for (const id of findings.keys()) if (!wanted.has(id)) findings.delete(id)
    return list.sort(([, a], [, b]) => a.dueMs - b.dueMs)
  }

  const pass = async () => {
    const next = due().slice(0, Math.max(0, concurrency - running))
    await Promise.all(next.map(([device, finding, periodMs]) => tryOne(device, finding, periodMs)))
  }

  return {
    reachable: (deviceId) => findings.get(deviceId)?.answers,
    pass,
    start () {
      timer ??= setInterval(() => { pass().catch(onError) }, passEveryMs).unref()
    },
    close () {
      clearInterval(timer)
      timer = undefined
    }
  }
}
