import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { duration } from './alert-text.ts'
import { lastingAlert } from './define-alert.ts'
import { ofCollector } from './last-samples.ts'

/** Seconds since something has happened to backups or, until it has, since they were set up. */
const sinceLast = (what: string): string =>
  `time() - max by (instance) (${ofCollector(what)} or ${ofCollector('mimamori_backup_configured_timestamp_seconds')})`

/** Backups of the server, once they are set up. The value of each is the time since the last good one, in seconds. */
export const backupAlerts: readonly Alert[] = [
  lastingAlert({
    name: 'BackupFailed',
    for: '1h',
    labels: 'instance',
    evidence: 'collector',
    expr: `${sinceLast('mimamori_backup_last_success_timestamp_seconds')} > ${limits.backupAgeSeconds}`,
    en: {
      summary: 'The server is not being backed up.',
      description:
        `{{ if $value }}The last good backup of the server at {{ $labels.instance }} is ${duration.en} old, or there has been none since backups were set up.{{ else }}The server at {{ $labels.instance }} was not being backed up when last checked; its present state is unknown.{{ end }} Check that the disk for backups is plugged in, then run “sudo mimamori backup” on the server: it says what is wrong.`
    },
    ja: {
      summary: 'サーバーのバックアップが取れていません。',
      description:
        `{{ if $value }}サーバー（{{ $labels.instance }}）のバックアップが、${duration.ja}成功していません。{{ else }}最後に確認した時点で、サーバー（{{ $labels.instance }}）のバックアップが取れていませんでした。現在の状態は確認できません。{{ end }}バックアップ用のディスクが接続されているか確認し、サーバーで「sudo mimamori backup」を実行してください。原因が表示されます。`
    }
  }),
  lastingAlert({
    name: 'BackupUnproven',
    for: '1h',
    labels: 'instance',
    evidence: 'collector',
    expr: `${sinceLast('mimamori_backup_last_proven_timestamp_seconds')} > ${limits.backupProofAgeSeconds}`,
    en: {
      summary: 'It is not known whether the backups can be restored.',
      description:
        `{{ if $value }}For ${duration.en}, no backup of the server at {{ $labels.instance }} has been proven to be restorable.{{ else }}No recent backup of the server at {{ $labels.instance }} had been proven to be restorable when last checked; its present state is unknown.{{ end }} Run “sudo mimamori backup prove” on the server: it says what is wrong.`
    },
    ja: {
      summary: 'バックアップを復元できるか、確認できていません。',
      description:
        `{{ if $value }}サーバー（{{ $labels.instance }}）のバックアップを復元できることが、${duration.ja}確認できていません。{{ else }}最後に確認した時点で、サーバー（{{ $labels.instance }}）のバックアップを復元できるか確認できていませんでした。現在の状態は確認できません。{{ end }}サーバーで「sudo mimamori backup prove」を実行してください。原因が表示されます。`
    }
  })
]
