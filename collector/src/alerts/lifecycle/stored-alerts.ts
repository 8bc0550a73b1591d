import type { AlertView, Severity } from '@mimamori/contract'
import type { Author } from '../../platform/audit/author.ts'
import { recordChange } from '../../platform/audit/record-change.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Statement, Storage } from '../../platform/storage/storage.ts'
import { fromNotified, toAlertView, toUnsentEnd, type AlertRow, type EndRow } from './alert-rows.ts'
import { toAlertGroup, type GroupRow } from './alert-groups.ts'
import { UnknownAlertError, type Alerts, type EndedAlert } from './alerts.ts'
import { acknowledgementChange, type Acknowledgement } from './record-acknowledgement.ts'
import type { Suppressions } from './suppressions.ts'

interface Deps {
  readonly storage: Storage
  readonly clock: Pick<Clock, 'nowMs'>
  /** The sites that are in their off-hours now; none if not given. */
  readonly closedSites?: () => readonly string[]
  /** The alerts that Alertmanager suppresses; none if not given. */
  readonly suppressions?: () => Suppressions
}

/** Some four hundred days of a thousand devices, and some 100 MB. */
const maxAlerts = 50_000

/** More than anybody reads. */
const mostGroups = 100

/** Alerts in the embedded database. */
export const createAlerts = ({ storage, clock, closedSites = () => [], suppressions = () => new Map() }: Deps): Alerts => {
  const muting = () => ({ closedSites: closedSites(), suppressions: suppressions() })
  /** The same for the statements. */
  const mutingParameters = () => ({ closedSites: JSON.stringify(closedSites()), suppressed: JSON.stringify([...suppressions().keys()]) })
  const viewOf = async (id: number): Promise<AlertView | undefined> => {
    const [row] = await storage.query<AlertRow>('alerts.one', { id })
    return row && toAlertView(row, muting())
  }
  /** Sets or withdraws the acknowledgement of the alert that fires, and gives its state after that: it may have ended. */
  const acknowledge = async (
    fingerprint: string,
    { name, parameters }: Statement,
    { given, author }: { readonly given?: Acknowledgement, readonly author: Author | undefined }
  ): Promise<AlertView> => {
    const [firing] = await storage.query<{ id: number }>('alerts.firing', { fingerprint })
    const before = firing && (await viewOf(firing.id))
    if (before) {
      const isWithdrawnAlready = given === undefined && before.acknowledgement === null
      const entry = isWithdrawnAlready ? [] : recordChange(author, acknowledgementChange(before, given))
      const {
        changes: [changed]
      } = await storage.commit([{ name, parameters: { ...parameters, id: firing.id }, guard: true }, ...entry])
      const after = changed === 0 ? undefined : await viewOf(firing.id)
      if (after) return after
    }
    throw new UnknownAlertError(`no alert fires with the fingerprint ${fingerprint}`)
  }

  return {
    async accept ({ alerts: all }, notified) {
      const statements = (['firing', 'resolved'] as const).flatMap((state): readonly Statement[] => {
        const ofState = all.filter(({ status }) => status === state).map(fromNotified)
        if (ofState.length === 0) return []
        const alerts = JSON.stringify(ofState)
        const names = state === 'firing' ? ['alerts.refresh', 'alerts.reopen', 'alerts.begin'] : ['alerts.end', 'alerts.add']
        return [
          ...names.map((name) => ({ name, parameters: { alerts } })),
          ...(notified === undefined
            ? []
            : [
                {
                  name: 'alerts.note',
                  parameters: { alerts, receiver: notified.receiver, delivered: Number(notified.isDelivered), state, now: clock.nowMs() }
                }
              ])
        ]
      })
      if (statements.length > 0) await storage.commit(statements)
    },
    async counts () {
      const rows = await storage.query<{ severity: Severity, alerts: number }>('alerts.counts', mutingParameters())
      const counts = { critical: 0, warning: 0, info: 0 }
      for (const { severity, alerts } of rows) counts[severity] = alerts
      return counts
    },
    async suppressed () {
      const [row] = await storage.query<{ alerts: number }>('alerts.suppressed', { suppressed: mutingParameters().suppressed })
      return row!.alerts
    },
    async groups () {
      return (await storage.query<GroupRow>('alerts.groups', { limit: mostGroups, ...mutingParameters() })).map(toAlertGroup)
    },
    async names () {
      return (await storage.query<{ name: string }>('alerts.names', {})).map(({ name }) => name)
    },
    firing: () => storage.query<{ id: number, fingerprint: string }>('alerts.allFiring', {}),
    async some (ids) {
      const muted = muting()
      return (await storage.query<AlertRow>('alerts.some', { ids: JSON.stringify(ids) })).map((row) => toAlertView(row, muted))
    },
    async addMissing (missing) {
      const alerts = JSON.stringify(missing.map((alert) => fromNotified({ ...alert, status: 'firing' })))
      await storage.commit([{ name: 'alerts.add', parameters: { alerts } }])
    },
    async endUnheard (id, sinceMs) {
      await storage.commit([{ name: 'alerts.endUnheard', parameters: { id, sinceMs } }])
    },
    async unwatch (ended) {
      const nowMs = clock.nowMs()
      await storage.commit(ended.map(({ id, reason }) => ({ name: 'alerts.unwatch', parameters: { id, reason, nowMs } })))
    },
    async ended (fingerprints, receiver) {
      const rows = await storage.query<Omit<EndedAlert, 'isNotified'> & { notified: number }>('alerts.ended', {
        fingerprints: JSON.stringify(fingerprints),
        receiver: receiver ?? null
      })
      return rows.map(({ notified, ...row }) => ({ ...row, isNotified: notified === 1 }))
    },
    async rewatch (ids) {
      await storage.commit(ids.map((id) => ({ name: 'alerts.rewatch', parameters: { id } })))
    },
    async unsentEnds ({ fromMs, toMs, receivers }) {
      const rows = await storage.query<EndRow>('alerts.unsentEnds', { fromMs, toMs, receivers: JSON.stringify(receivers) })
      return rows.map(toUnsentEnd)
    },
    async lastNotifiedMs (receivers) {
      const rows = await storage.query<{ receiver: string, lastMs: number | null }>('alerts.lastNotified', {
        receivers: JSON.stringify(receivers)
      })
      return new Map(rows.flatMap(({ receiver, lastMs }) => (lastMs === null ? [] : [[receiver, lastMs] as const])))
    },
    async areAcknowledged (fingerprints, receiver) {
      const [row] = await storage.query<{ others: number }>('alerts.notAcknowledged', {
        fingerprints: JSON.stringify(fingerprints),
        receiver
      })
      return row!.others === 0
    },
    async list ({ state, device, site, name, limit, before }) {
      const rows = await storage.query<AlertRow>('alerts.list', {
        limit,
        device: device ?? null,
        site: site ?? null,
        name: name ?? null,
        isFiring: state === undefined ? null : Number(state === 'firing'),
        beforeMs: before?.startsMs ?? null,
        beforeId: before?.id ?? null
      })
      const muted = muting()
      return rows.map((row) => ({ id: row.id, startsMs: row.starts_ms, view: toAlertView(row, muted) }))
    },
    acknowledge: (fingerprint, given, author) =>
      acknowledge(
        fingerprint,
        { name: 'alerts.acknowledge', parameters: { by: given.by, note: given.note ?? null, now: clock.nowMs() } },
        { given, author }
      ),
    withdraw: (fingerprint, author) => acknowledge(fingerprint, { name: 'alerts.withdraw', parameters: {} }, { author }),
    async removeOld (oldestMs) {
      await storage.commit([
        ...(oldestMs === undefined ? [] : [{ name: 'alerts.removeOld', parameters: { oldestMs } }]),
        { name: 'alerts.removeBeyond', parameters: { most: maxAlerts } }
      ])
    },
    async clampTimes (now) {
      const [row] = await storage.query<{ ahead: number }>('alerts.ahead', { now })
      if (row?.ahead === 1) {
        await storage.commit([
          { name: 'alerts.clamp', parameters: { now } },
          { name: 'alerts.clampReceivers', parameters: { now } }
        ])
      }
    }
  }
}
