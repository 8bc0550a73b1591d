import type { AlertText, Text } from './text.ts'

const inJapanese = (replacements: readonly (readonly [string, string])[]): string =>
  replacements.reduce((pipeline, [pattern, replacement]) => `${pipeline} | reReplaceAll "${pattern}" "${replacement}"`, '$value | humanizeDuration')

const units = [['d', ' 日'], ['h', ' 時間'], ['m', ' 分']] as const
/** How long, as `1 日 13 時間 5 分`: `humanizeDuration` gives `1d 13h 5m 2s`. */
const duration = `{{ ${inJapanese([[' [0-9.]+s$', ''], ...units])} }}`
const durationWithSeconds = `{{ ${inJapanese([...units, ['s', ' 秒']])} }}`
const whole = '{{ printf "%.0f" $value }}'
const who = '{{ $labels.device }}{{ with $labels.site }}（{{ . }}）{{ end }}'

interface DeviceText {
  readonly summary: string
  /** 端末名に続く文：現在の状態。 */
  readonly now: string
  /** 確認できなくなった端末について（値が 0 のとき）。 */
  readonly before: string
  /** 次にすること。 */
  readonly next: string
}

const ofDevice = ({ summary, now, before, next }: DeviceText): AlertText => ({
  summary,
  description: `${who}{{ if $value }}${now}。{{ else }}は、最後の報告の時点で${before}。現在の状態は確認できません。{{ end }}${next}`
})

export const ja: Text = {
  alerts: {
    Watchdog: {
      summary: 'アラートは届いています。',
      description: 'このアラートは常に発生しています。届かなくなったら、Prometheus、Alertmanager、またはその先の通知経路が壊れています。'
    },
    CollectorDown: {
      summary: 'コレクターに接続できません。端末の監視が止まっています。',
      description: 'コレクター{{ with $labels.instance }}（{{ . }}）{{ end }}から 10 分間応答がありません。発生中のアラートはそのまま残り、再開するまで新しいアラートは出ません。手順書もコレクターが表示します。開けないときは、サーバーの Mimamori のディレクトリーにある docs/ja/runbook/CollectorDown.md を読んでください。'
    },
    CollectorClockUntrusted: {
      summary: 'サーバーの時計が信頼できません。報告のない端末を判定できません。',
      description: 'コレクター（{{ $labels.instance }}）は自分の時計が正しいか確認できません。時刻がずれていれば合わせ、管理画面または「mimamori clock confirm」で確認済みにしてください。'
    },
    DeviceSilent: {
      summary: '長い間、報告のない端末があります。',
      description: `${who}{{ if $value }}から ${duration}、報告がありません。{{ else }}は、最後に確認できた時点で報告が途絶えていました。現在はコレクターに確認できません。{{ end }}端末のページで、わかる範囲の原因と次にすることを確認してください。`
    },
    DiskFull: ofDevice({
      summary: 'ディスクの空きが残りわずかです。',
      now: 'の {{ $labels.mountpoint }} は使用率 {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の空きが残りわずかでした',
      next: 'ログ、更新、端末のプログラムが失敗する前に、空きを作ってください。'
    }),
    DiskFillingUp: ofDevice({
      summary: '1 日以内にディスクがいっぱいになります。',
      now: `の {{ $labels.mountpoint }} は、直近 6 時間の増え方が続くと ${duration}後にいっぱいになります`,
      before: ' {{ $labels.mountpoint }} の使用量が増え続けていました',
      next: '何が増えているかを調べ、止めてください。'
    }),
    FilesystemReadOnly: ofDevice({
      summary: 'ディスクに書き込めない端末があります。',
      now: 'のルートファイルシステムが読み取り専用になり、何も保存されていません',
      before: 'ルートファイルシステムが読み取り専用でした',
      next: 'SD カードの故障が疑われます。交換用のカードを用意してください。'
    }),
    FilesystemErrors: ofDevice({
      summary: 'ファイルシステムにエラーがあります。',
      now: 'のファイルシステムでエラーが検出されています',
      before: 'ファイルシステムのエラーが検出されていました',
      next: 'この端末にしかないデータを退避し、カードまたはディスクを調べてください。'
    }),
    WriteWear: ofDevice({
      summary: '書き込みが多く、SD カードの寿命が縮んでいる端末があります。',
      now: 'は SD カードに 1 日あたり {{ $value | humanize }}B を書き込んでいます',
      before: ' SD カードへの書き込みが多すぎました',
      next: '書き込んでいるプログラムを調べるか、書き込み先をメモリまたは SSD に移してください。'
    }),
    MemoryShort: ofDevice({
      summary: 'メモリが足りない端末があります。',
      now: 'のメモリの空きが 10% を切ったか、メモリ不足でプログラムが強制終了されました',
      before: 'メモリが足りませんでした',
      next: 'メモリを使い続けているプログラムを調べてください。'
    }),
    TooHot: ofDevice({
      summary: '温度が高すぎる端末があります。',
      now: `の温度は ${whole} °C で、動作が遅くなっています`,
      before: '温度が高すぎました',
      next: 'ファン、ケース、設置場所を確認してください。'
    }),
    Undervoltage: ofDevice({
      summary: '電源の能力が足りない端末があります。',
      now: 'の電圧が、直近 1 時間に繰り返し 4.63 V を下回りました',
      before: '電圧が不足していました',
      next: '電源またはケーブルを交換してください。電圧不足は端末の停止や SD カードの破損につながります。'
    }),
    Throttled: ofDevice({
      summary: 'ファームウェアに速度を落とされている端末があります。',
      now: 'は、直近 1 時間に繰り返しファームウェアに速度を落とされました',
      before: 'ファームウェアに速度を落とされていました',
      next: '主な原因は、熱か電源の能力不足です。'
    }),
    ClockWrong: ofDevice({
      summary: '時計がずれている端末があります。',
      now: `の時計は、サーバーと ${durationWithSeconds}ずれています`,
      before: '時計がずれていました',
      next: '時刻サーバーに接続できるか確認してください。'
    }),
    Rebooting: ofDevice({
      summary: '再起動を繰り返す端末があります。',
      now: `は 6 時間以内に ${whole} 回再起動しました`,
      before: '再起動を繰り返していました',
      next: '主な原因は、電源、熱、ハードウェアウォッチドッグです。'
    })
  }
}
