import type { Suppression } from '@mimamori/contract'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'
import type { AlertmanagerSilence } from '../alertmanager/alertmanager-api.ts'

/** By fingerprint, why nobody is notified of an alert; an alert without an entry is active. */
export type Suppressions = ReadonlyMap<string, Suppression>

const orNull = (text: string | undefined): string | null => text === undefined || text === '' ? null : text

/** The suppressions of Alertmanager's alerts. An alert or a silence that they name and that no longer exists is left out. */
export const suppressionsOf = (present: readonly AlertmanagerAlert[], silences: readonly AlertmanagerSilence[]): Suppressions => {
  const alerts = new Map(present.map((alert) => [alert.fingerprint, alert]))
  const known = new Map(silences.map((silence) => [silence.id, silence]))
  const suppressed = present.filter(({ status }) => status.state === 'suppressed')
  return new Map(
    suppressed.map(({ fingerprint, status: { silencedBy, inhibitedBy } }) => [
      fingerprint,
      {
        silencedBy: silencedBy
          .map((id) => known.get(id))
          .filter((silence) => silence !== undefined)
          .map(({ id, createdBy, endsAt, comment }) => ({ id, by: createdBy, until: new Date(endsAt).toISOString(), reason: comment })),
        inhibitedBy: inhibitedBy
          .map((by) => alerts.get(by))
          .filter((alert) => alert !== undefined)
          .map(({ fingerprint: by, labels }) => ({
            fingerprint: by,
            name: labels['alertname'] ?? '',
            device: orNull(labels['device']),
            site: orNull(labels['site'])
          }))
      }
    ])
  )
}
