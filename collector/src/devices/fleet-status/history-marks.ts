import { setTimeout } from 'node:timers/promises'
import type { DeviceHistory, HistoryMark, MarkKind } from '@mimamori/contract'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'
import type { UpdatesOfDevices } from '../snapshot/device-updates.ts'
import type { PrometheusClient } from '../prometheus/prometheus-client.ts'
import { rebootsAndPauses, sameBootMs, type RebootsAndPauses } from '../prometheus/reboots-and-pauses.ts'
import { lastBootMs } from './last-boot.ts'

export interface MarkDeps {
  readonly updates: Pick<UpdatesOfDevices, 'ofDevice'>
  readonly prometheus: PrometheusClient | undefined
  /** Silences of a device or its site between two times. */
  readonly silences: {
    ofDevice (
      place: { readonly device: string, readonly site: string },
      times: Times
    ): Promise<readonly { readonly fromMs: number, readonly untilMs: number, readonly reason: string }[]>
  }
  /** Called if a source did not answer; its marks are incomplete. */
  readonly onError: (error: unknown) => void
}

interface Times {
  readonly fromMs: number
  readonly toMs: number
}
export interface MarkRange extends Times {
  readonly stepSeconds: number
  /** Charts are not kept waiting for their marks any longer. */
  readonly timeoutMs: number
}
interface Span {
  readonly fromMs: number
  readonly untilMs?: number
}

/** More than a chart can show. */
const mostUpdates = 200

const mark = (
  kind: MarkKind,
  { fromMs, untilMs = fromMs }: Span,
  further: Partial<Pick<HistoryMark, 'run' | 'outcome' | 'reason'>> = {}
): HistoryMark => ({
  kind,
  from: new Date(fromMs).toISOString(),
  until: new Date(untilMs).toISOString(),
  run: null,
  outcome: null,
  reason: null,
  ...further
})

/** Rejects if a promise takes longer. */
const inTime = async <Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> => {
  const settled = new AbortController()
  try {
    return await Promise.race([
      promise,
      setTimeout(timeoutMs, undefined, { signal: settled.signal }).then(() => {
        throw new Error(`no answer within ${timeoutMs} ms`)
      })
    ])
  } finally {
    settled.abort()
  }
}

const nothingKnown: RebootsAndPauses = { bootsMs: [], pauses: [] }

/** Reboots from Prometheus, and the last boot, which the device itself reports. */
const rebootMarks = (snapshot: DeviceSnapshot, { bootsMs }: RebootsAndPauses, { fromMs, toMs }: Times): readonly HistoryMark[] => {
  const lastMs = lastBootMs(snapshot)
  const isKnown =
    lastMs === undefined || lastMs < fromMs || lastMs > toMs || bootsMs.some((bootMs) => Math.abs(bootMs - lastMs) <= sameBootMs)
  return [...bootsMs, ...isKnown ? [] : [lastMs]].map((bootMs) => mark('reboot', { fromMs: bootMs }))
}

/** Pauses from Prometheus, and the current one, which the registry knows to the second. */
const pauseMarks = ({ device, nowMs }: DeviceSnapshot, { pauses }: RebootsAndPauses): readonly HistoryMark[] => {
  if (device.state !== 'paused') return pauses.map((pause) => mark('pause', pause))
  return [
    ...pauses.filter(({ untilMs }) => untilMs < device.stateSinceMs).map((pause) => mark('pause', pause)),
    mark('pause', { fromMs: device.stateSinceMs, untilMs: nowMs }, { reason: device.pauseReason ?? null })
  ]
}

const updateMarks = async ({ updates }: MarkDeps, device: string): Promise<readonly HistoryMark[]> =>
  (await updates.ofDevice(device, { kind: 'update', limit: mostUpdates })).flatMap(({ run, outcome, startedAt, finishedAt }) => {
    const [fromMs, untilMs] = [startedAt ?? finishedAt, finishedAt ?? startedAt].map((timestamp) => Date.parse(timestamp ?? ''))
    return Number.isNaN(fromMs) ? [] : [mark('update', { fromMs: fromMs!, untilMs: Math.max(fromMs!, untilMs!) }, { run, outcome })]
  })

/** Updates, reboots, pauses and silences of a device between two times, oldest first; and the kinds that may be incomplete. */
export const historyMarks = async (
  parts: MarkDeps,
  snapshot: DeviceSnapshot,
  { fromMs, toMs, stepSeconds, timeoutMs }: MarkRange
): Promise<Pick<DeviceHistory, 'marks' | 'incompleteMarks'>> => {
  const { prometheus, silences, onError } = parts
  const { device } = snapshot
  const incompleteMarks: MarkKind[] = []
  const without =
    <Value>(kinds: readonly MarkKind[], nothing: Value) =>
      (error: unknown): Value => {
        onError(error)
        incompleteMarks.push(...kinds)
        return nothing
      }
  const [updates, states, silenced] = await Promise.all([
    updateMarks(parts, device.id),
    prometheus === undefined
      ? nothingKnown
      : rebootsAndPauses(prometheus, device.id, { fromMs, toMs, stepSeconds, timeoutMs }).catch(without(['reboot', 'pause'], nothingKnown)),
    inTime(silences.ofDevice({ device: device.id, site: device.site }, { fromMs, toMs }), timeoutMs).catch(without(['silence'], []))
  ])
  const marks = [
    ...updates,
    ...rebootMarks(snapshot, states, { fromMs, toMs }),
    ...pauseMarks(snapshot, states),
    ...silenced.map(({ reason, ...span }) => mark('silence', span, { reason }))
  ]
  return {
    marks: marks
      .filter(({ from, until }) => Date.parse(from) <= toMs && Date.parse(until) >= fromMs)
      .sort((a, b) => Date.parse(a.from) - Date.parse(b.from)),
    incompleteMarks
  }
}
