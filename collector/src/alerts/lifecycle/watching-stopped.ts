import { languages, type Language } from '@mimamori/contract'
import { formatExactTimestamp, formatTimestamp } from '@mimamori/contract/format-time'
import type { Clock } from '../../platform/clock/clock.ts'
import type { PostedAlert } from '../alertmanager/alertmanager-client.ts'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'
import { endDescription } from '../delivery/message.ts'
import { isStale } from './evaluate-alert.ts'
import { firesForMs } from './keep-alive.ts'
import { watchingText } from './watching-text.ts'

/** The collector's own alert, which is in no rule of Prometheus. */
export const watchingStoppedName = 'WatchingStopped'

interface Deps {
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** IANA name of the zone of the times in its messages. */
  readonly timeZone: string
  /** The address at which people reach the collector, which serves the runbook. */
  readonly origin: string
}

/** As long as every alert for people waits: on a Raspberry Pi, with a thousand devices, a restart of Prometheus takes five minutes. */
const waitMs = 600_000

/** Makes the alert that watching has stopped, while Prometheus has not been heard for ten minutes, and its end. */
export const stopWatcher = ({ clock, timeZone, origin }: Deps) => {
  const textsIn = (language: Language, sinceMs: number, untilMs: number | undefined): readonly (readonly [string, string])[] => {
    const ending = language === 'en' ? '' : `_${language}`
    const { summary, description, ended } = watchingText[language]
    const format = { language, timeZone, nowMs: untilMs ?? sinceMs }
    return [
      [`summary${ending}`, summary],
      [`description${ending}`, description(formatExactTimestamp(sinceMs, format))],
      ...untilMs === undefined ? [] : [
        [
          endDescription + ending,
          ended(formatTimestamp(sinceMs, format), formatTimestamp(untilMs, { ...format, namesTimeZone: true }))
        ] as const
      ]
    ]
  }
  /** `untilMs`: when Prometheus was heard again. */
  const alertSince = (sinceMs: number, endsMs: number, untilMs?: number): PostedAlert => ({
    labels: { alertname: watchingStoppedName, severity: 'critical' },
    annotations: {
      ...Object.fromEntries(languages.flatMap((language) => textsIn(language, sinceMs, untilMs))),
      runbook_url: `${origin}/admin/runbook/${watchingStoppedName}`
    },
    startsAt: new Date(sinceMs).toISOString(),
    endsAt: new Date(endsMs).toISOString()
  })
  /** When Prometheus sent its last message, by the server's clock, and when a check first found that, by the monotonic clock. */
  let silent: { readonly sinceMs: number, readonly countedFromMs: number | undefined } | undefined

  return {
    /** @param heard Watchdog, if Prometheus sends it; @returns the alerts to give Alertmanager */
    check (present: readonly AlertmanagerAlert[], heard: AlertmanagerAlert | undefined): readonly PostedAlert[] {
      const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
      const active = present.find(({ labels }) => labels['alertname'] === watchingStoppedName)
      if (heard) {
        const heardMs = Date.parse(heard.updatedAt)
        if (silent?.sinceMs !== heardMs || silent.countedFromMs === undefined) silent = { sinceMs: heardMs, countedFromMs: monotonicMs }
        return active ? [alertSince(Math.min(Date.parse(active.startsAt), nowMs), nowMs, heardMs)] : []
      }
      const { sinceMs = active ? Date.parse(active.startsAt) : nowMs, countedFromMs = monotonicMs } = silent ?? {}
      silent = { sinceMs, countedFromMs }
      if (active ? !isStale(active, nowMs) : monotonicMs - countedFromMs < waitMs) return []
      return [alertSince(Math.min(sinceMs, nowMs), nowMs + firesForMs)]
    },
    /** Alertmanager did not answer, so that nothing is known of Prometheus: the time begins again. */
    checkFailed (): void { silent = silent && { ...silent, countedFromMs: undefined } }
  }
}
export type StopWatcher = ReturnType<typeof stopWatcher>
