import type { Text } from './text.ts'

/** How long, as `1 日 13 時間 5 分`: `humanizeDuration` gives `1d 13h 5m 2s`. */
const duration = [[' [0-9.]+s$', ''], ['d', ' 日'], ['h', ' 時間'], ['m', ' 分']]
  .reduce((pipeline, [pattern, replacement]) => `${pipeline} | reReplaceAll "${pattern}" "${replacement}"`, '$value | humanizeDuration')

export const ja: Text = {
  alerts: {
    DeviceSilent: {
      summary: '長い間、報告のない端末があります。',
      description: `{{ $labels.device }}{{ with $labels.site }}（{{ . }}）{{ end }}{{ if $value }}から {{ ${duration} }}、報告がありません。{{ else }}は、最後に確認できた時点で報告が途絶えていました。現在はコレクターに確認できません。{{ end }}端末のページで、わかる範囲の原因と次にすることを確認してください。`
    },
    CollectorDown: {
      summary: 'コレクターに接続できません。端末の監視が止まっています。',
      description: 'コレクター{{ with $labels.instance }}（{{ . }}）{{ end }}から 10 分間応答がありません。発生中のアラートはそのまま残り、再開するまで新しいアラートは出ません。手順書もコレクターが表示します。開けないときは、サーバーの Mimamori のディレクトリーにある docs/ja/runbook/CollectorDown.md を読んでください。'
    },
    CollectorClockUntrusted: {
      summary: 'サーバーの時計が信頼できません。報告のない端末を判定できません。',
      description: 'コレクター（{{ $labels.instance }}）は自分の時計が正しいか確認できません。時刻がずれていれば合わせ、管理画面または「mimamori clock confirm」で確認済みにしてください。'
    },
    Watchdog: {
      summary: 'アラートは届いています。',
      description: 'このアラートは常に発生しています。届かなくなったら、Prometheus、Alertmanager、またはその先の通知経路が壊れています。'
    }
  }
}
