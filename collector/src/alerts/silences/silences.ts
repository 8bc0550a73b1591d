import type { SilenceRequest, SilenceView } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { AuditLog } from '../../platform/audit/audit-log.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { AlertmanagerUnreachableError, type AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import type { AlertmanagerSilence } from '../alertmanager/alertmanager-api.ts'
import { concernsDevice, type Place } from './concerns-device.ts'
import { silenceEnd, silenceStart } from './record-silence.ts'

/** No silence with this id is active or planned. */
export class UnknownSilenceError extends CodedError {
  override readonly name = 'UnknownSilenceError'
  readonly code = 'SILENCE_NOT_FOUND'
}
/** Silences are Alertmanager's, and none is set. */
export class NoAlertmanagerError extends CodedError {
  override readonly name = 'NoAlertmanagerError'
  readonly code = 'ALERTMANAGER_UNAVAILABLE'
  override readonly retryAfterSeconds = 60
}
/** It would be over before it begins, or last for longer than anybody remembers it. */
export class SilenceEndError extends CodedError {
  override readonly name = 'SilenceEndError'
  readonly code = 'VALIDATION_FAILED'
  override readonly issues = [{ path: '/until', message: this.message }]
}

/** A silence as Alertmanager has it. */
export type CurrentSilence = Omit<SilenceView, 'warnings'>

/**
 * Alertmanager's silences. Each rejects with {NoAlertmanagerError}, or with what the client throws. `author`: the requester, whom the
 * audit log records.
 */
export interface Silences {
  /** Lists the active and planned ones, by their start. */
  list (): Promise<readonly CurrentSilence[]>
  /** @returns its id. @throws {SilenceEndError} */
  add (request: SilenceRequest, by: string, author?: Author): Promise<string>
  /** Ends it. @throws {UnknownSilenceError} */
  end (id: string, author?: Author): Promise<void>
  /**
   * Lists the silences that were about a device or its site between two times, by their start, as far back as Alertmanager remembers (five
   * days after their end, unless it is configured otherwise). The update runner's are left out: its runs are known. None if no
   * Alertmanager is set.
   */
  ofDevice (
    place: Place,
    times: { readonly fromMs: number, readonly toMs: number }
  ): Promise<readonly { readonly fromMs: number, readonly untilMs: number, readonly reason: string }[]>
}

interface Deps {
  readonly client: Pick<AlertmanagerClient, 'silences' | 'postSilence' | 'expireSilence'> | undefined
  readonly audit: Pick<AuditLog, 'recordElsewhere'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** Called when a silence was added or ended. */
  readonly onChange: () => void
}

/** To stop an alert for good, change its rule or pause the device. */
const mostDays = 366
/** The name under which the update runner silences devices (ansible/runner/src/report/alertmanager/alertmanager-client.ts). */
const updateRunner = 'mimamori'

const toView = (silence: AlertmanagerSilence): readonly CurrentSilence[] => {
  const { id, status: { state }, matchers, startsAt, endsAt, createdBy, comment } = silence
  if (state === 'expired') return []
  const [from, until] = [new Date(startsAt).toISOString(), new Date(endsAt).toISOString()]
  return [{ id, state, matchers, from, until, by: createdBy, reason: comment }]
}

/** Nothing listens at the address, or its name is unknown: nobody was asked. */
const unasked: readonly (string | undefined)[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']

/** Whether Alertmanager has certainly not done it: it said so, or was never asked. */
const wasRefused = (error: unknown): boolean =>
  !(error instanceof AlertmanagerUnreachableError) ||
  unasked.includes(((error.cause as Error | undefined)?.cause as NodeJS.ErrnoException | undefined)?.code)

/** Silences by way of Alertmanager, which keeps them. */
export const createSilences = ({ client, audit, clock, onChange }: Deps): Silences => {
  const alertmanager = () => {
    if (client === undefined) {
      throw new NoAlertmanagerError('no Alertmanager is set, so nobody is notified of alerts, and there is nothing to silence')
    }
    return client
  }
  const list = async (): Promise<readonly CurrentSilence[]> =>
    (await alertmanager().silences()).flatMap(toView).sort((a, b) => Date.parse(a.from) - Date.parse(b.from))

  return {
    list,
    async add (request, by, author) {
      const { device, site, alertname, from, until, reason } = request
      const nowMs = clock.nowMs()
      // A start before now becomes now: Alertmanager takes no other.
      const startMs = Math.max(nowMs, from === undefined ? nowMs : Date.parse(from))
      const endMs = Date.parse(until)
      if (endMs <= nowMs) throw new SilenceEndError('expected a time in the future')
      if (endMs - startMs > mostDays * 86_400_000) throw new SilenceEndError(`expected at most ${mostDays} days after it begins`)
      const target = alertmanager()
      const startsAt = new Date(startMs).toISOString()
      const endsAt = new Date(endMs).toISOString()
      const id = await audit.recordElsewhere(author, {
        change: silenceStart({ device, site, alertname, from: startsAt, until: endsAt, reason, by }),
        make: () =>
          target.postSilence({
            matchers: Object.entries({ alertname, device, site }).flatMap(([name, value]) =>
              value === undefined ? [] : [{ name, value, isRegex: false, isEqual: true }]
            ),
            startsAt,
            endsAt,
            createdBy: by,
            comment: reason
          }),
        nameOf: (id) => id,
        wasRefused
      })
      onChange()
      return id
    },
    async end (id, author) {
      const silence = (await list()).find((each) => each.id === id)
      if (silence === undefined) throw new UnknownSilenceError(`no silence ${id} holds`)
      const target = alertmanager()
      await audit.recordElsewhere(author, { change: silenceEnd(silence), make: () => target.expireSilence(id), wasRefused })
      onChange()
    },
    async ofDevice (place, { fromMs, toMs }) {
      const silences = await client?.silences() ?? []
      return silences
        .filter(({ createdBy, matchers }) => createdBy !== updateRunner && concernsDevice(matchers, place))
        .map(({ startsAt, endsAt, comment }) => ({ fromMs: Date.parse(startsAt), untilMs: Date.parse(endsAt), reason: comment }))
        .filter((silence) => silence.fromMs < silence.untilMs && silence.fromMs < toMs && silence.untilMs > fromMs)
        .sort((a, b) => a.fromMs - b.fromMs)
    }
  }
}
