import { ifDeviceAnswers } from '../alerts/device-answers.ts'
import type { AlertText, DeviceAlertText, Text } from './text.ts'

const inJapanese = (replacements: readonly (readonly [string, string])[]): string =>
  replacements.reduce(
    (pipeline, [pattern, replacement]) => `${pipeline} | reReplaceAll "${pattern}" "${replacement}"`,
    '$value | humanizeDuration'
  )

const units = [['d', ' 日'], ['h', ' 時間'], ['m', ' 分']] as const
/** How long, as `1 日 13 時間 5 分`: `humanizeDuration` gives `1d 13h 5m 2s`. */
const duration = `{{ ${inJapanese([[' [0-9.]+s$', ''], ...units])} }}`
const durationWithSeconds = `{{ ${inJapanese([...units, ['s', ' 秒']])} }}`
const whole = '{{ printf "%.0f" $value }}'
const who = '{{ $labels.device }}{{ with $labels.site }}（{{ . }}）{{ end }}'

const ofDevice = ({ summary, now, before, next }: DeviceAlertText): AlertText => ({
  summary,
  description: `${who}{{ if $value }}${now}。{{ else }}は、最後に確認した時点で${before}。現在の状態は確認できません。{{ end }}${next}`
})

export const ja: Text = {
  alerts: {
    Watchdog: {
      summary: 'アラートは届いています。',
      description: 'このアラートは常に発生しています。届かなくなったら、Prometheus、Alertmanager、またはその先の通知経路が壊れています。'
    },
    CollectorDown: {
      summary: 'コレクターに接続できません。端末の監視が止まっています。',
      description:
        'コレクター{{ with $labels.instance }}（{{ . }}）{{ end }}から 10 分間応答がありません。発生中のアラートはそのまま残り、再開するまで新しいアラートは出ません。手順書もコレクターが表示します。開けないときは、サーバーの Mimamori のディレクトリーにある docs/ja/runbook/CollectorDown.md を読んでください。'
    },
    CollectorClockUntrusted: {
      summary: 'サーバーの時計が信頼できません。報告のない端末を判定できません。',
      description:
        'コレクター（{{ $labels.instance }}）は自分の時計が正しいか確認できません。時刻がずれていれば合わせ、管理画面、またはサーバーでの「sudo mimamori clock confirm」で確認済みにしてください。'
    },
    CollectorCertificateEnds: {
      summary: 'サーバーの証明書の有効期限が近づいています。',
      description:
        'コレクター（{{ $labels.instance }}）の証明書' +
        `{{ if gt $value 0.0 }}は、あと ${duration}で期限が切れます。{{ else if lt $value 0.0 }}は期限が切れています。` +
        'ブラウザーと端末は、もう信頼しません。{{ else }}は、最後に確認した時点で期限が近づいていました。{{ end }}新しい証明書に置き換えて、コレクターを再起動してください。認証局を信頼している端末では、何もする必要はありません。'
    },
    LogNotStored: {
      summary: 'ログを保存できません。',
      description:
        'コレクター（{{ $labels.instance }}）は{{ if $value }}ログを保存できません。保存待ちのログが、そのための領域の {{ $value | humanizePercentage }} を使っています。いっぱいになると、ログは端末に残ります。{{ else }}、最後に確認した時点でログを保存できませんでした。現在の状態は確認できません。{{ end }}サーバーのディスク、または Loki を使っている場合は Loki を確認してください。'
    },
    LogLinesRefused: {
      summary: 'Loki に拒否されたログがあり、失われました。',
      description:
        '{{ if $value }}コレクター（{{ $labels.instance }}）が受け取ったログのうち、直近 1 時間に {{ $value | printf "%.0f" }} 行を Loki が拒否しました。再送はされません。{{ else }}最後に確認した時点で、コレクター（{{ $labels.instance }}）のログを Loki が拒否していました。現在の状態は確認できません。{{ end }}Loki の応答にある理由は、コレクターのログで確認できます。'
    },
    DeviceDown: {
      summary: '端末がシャットダウンせずに停止しました。',
      description:
        `${who}{{ if $value }}の最後の報告は ${duration}前で、シャットダウンの報告もありません。` +
        '{{ else }}は、最後に確認できた時点で停止していました。現在はコレクターに確認できません。{{ end }}' +
        ifDeviceAnswers(
          '応答はあるため、電源とネットワークには問題ありません。エージェントまたはエクスポーターを確認してください。詳しくは端末のページに表示されます。',
          '応答の有無は端末のページで確認できます。応答がなければ、電源とネットワークを確認してください。'
        )
    },
    DeviceSilent: {
      summary: '端末から長い間報告がありません。',
      description: `${who}{{ if $value }}から ${duration}、報告がありません。{{ else }}は、最後に確認できた時点で報告が途絶えていました。現在はコレクターに確認できません。{{ end }}端末のページで、わかる範囲の原因と次にすることを確認してください。`
    },
    DeviceLate: ofDevice({
      summary: '端末からの報告が遅れています。',
      now: 'からの直近の報告が届いていません',
      before: '報告が遅れていました',
      next: 'まだ何もする必要はありません。多くはまもなく再開します。'
    }),
    SiteSilent: {
      summary: '長い間、拠点全体から報告がありません。',
      description: `{{ $labels.site }}：{{ if $value }}ほぼすべての端末（${whole} 台）から、設定時間を超えて報告がありません。{{ else }}最後に確認できた時点で報告が途絶えていました。現在の状態は確認できません。{{ end }}個々の端末より先に、拠点の電源とネットワークを確認してください。`
    },
    DiskOutOfSpace: ofDevice({
      summary: 'ディスクの空きがほとんどありません。',
      now: 'の {{ $labels.mountpoint }} は使用率 {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の空きがほとんどありませんでした',
      next: 'すぐに空きを作ってください。まもなくデータを保存できなくなり、端末のプログラムが失敗します。'
    }),
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
    DiskOutOfInodes: ofDevice({
      summary: 'ディスクにファイルを作れなくなりつつあります。',
      now: 'の {{ $labels.mountpoint }} は inode の使用率が {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の inode がほとんど残っていませんでした',
      next: '不要な小さいファイルを削除してください。inode がなくなると、空き容量があっても新しいファイルを保存できません。'
    }),
    FilesystemReadOnly: ofDevice({
      summary: '端末がディスクに書き込めません。',
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
      summary: '書き込みが多く、SD カードの寿命が縮んでいます。',
      now: 'は SD カードに 1 日あたり {{ $value | humanize }}B を書き込んでいます',
      before: ' SD カードへの書き込みが多すぎました',
      next: '書き込んでいるプログラムを調べるか、書き込み先をメモリまたは SSD に移してください。'
    }),
    MemoryShort: ofDevice({
      summary: '端末のメモリが足りません。',
      now: 'のメモリの空きが 10% 以下になったか、メモリ不足でプログラムが強制終了されました',
      before: 'メモリが足りませんでした',
      next: 'メモリを使い続けているプログラムを調べてください。'
    }),
    TooHot: ofDevice({
      summary: '端末が高温です。',
      now: `の温度は ${whole} °C で、動作が遅くなっています`,
      before: '温度が高すぎました',
      next: 'ファン、ケース、設置場所を確認してください。'
    }),
    Undervoltage: ofDevice({
      summary: '端末の電源の能力が足りません。',
      now: 'の電圧が、直近 1 時間に繰り返し 4.63 V を下回りました',
      before: '電圧が不足していました',
      next: '電源またはケーブルを交換してください。電圧不足は端末の停止や SD カードの破損につながります。'
    }),
    Throttled: ofDevice({
      summary: '端末の速度が制限されています。',
      now: 'は、直近 1 時間に繰り返しファームウェアに速度を落とされました',
      before: 'ファームウェアに速度を落とされていました',
      next: '主な原因は、熱か電源の能力不足です。'
    }),
    ClockWrong: ofDevice({
      summary: '端末の時計がずれています。',
      now: `の時計は、サーバーと ${durationWithSeconds}ずれています`,
      before: '時計がずれていました',
      next: '時刻サーバーに接続できるか確認してください。'
    }),
    Rebooting: ofDevice({
      summary: '端末が再起動を繰り返しています。',
      now: `は 6 時間以内に ${whole} 回再起動しました`,
      before: '再起動を繰り返していました',
      next: '主な原因は、電源、熱、ハードウェアウォッチドッグです。'
    }),
    WatchedServiceDown: ofDevice({
      summary: '監視対象のサービスが止まっています。',
      now: 'の {{ $labels.name }} が止まっているか、再起動を繰り返しています',
      before: ' {{ $labels.name }} が止まっていました',
      next: '原因はサービスのログで確認してください。'
    }),
    WatchedCheckFailing: ofDevice({
      summary: '監視中のサービスが応答しません。',
      now: 'の {{ $labels.name }} から正常な応答がありません',
      before: ' {{ $labels.name }} から正常な応答がありませんでした',
      next: 'サービスが動いているか確認してください。'
    }),
    ErrorBurst: ofDevice({
      summary: '端末がエラーを大量に記録しています。',
      now: `は、直近 1 時間に ${whole} 件のエラーを記録しました`,
      before: 'エラーを大量に記録していました',
      next: '新しいものは端末のページに表示されます。'
    }),
    ItemsDropped: ofDevice({
      summary: '未送信のデータが破棄されました。',
      now: 'は、直近 1 時間にログまたは報告の一部を捨てました',
      before: 'ログまたは報告の一部を捨てていました',
      next: 'スプールがいっぱいになったか、読み取る前にジャーナルが削除されたか、コレクターが受け付けませんでした。'
    }),
    KeyRefused: ofDevice({
      summary: '端末のキーが拒否されています。',
      now: 'のキーをコレクターが拒否しているため、何も保存されていません',
      before: 'コレクターにキーを拒否されていました',
      next: 'キーを再発行してください。'
    }),
    IdentityConflict: ofDevice({
      summary: '2 台の端末が同じキーで報告しています。',
      now: 'として 2 台のマシンが交互に報告しています。SD カードを複製したと思われます',
      before: ' 2 台のマシンが交互に報告していました',
      next: '2 台のアドレスは端末のページで確認できます。一方に別の名前を付けてください。'
    }),
    UpdateFailed: ofDevice({
      summary: '端末の更新に失敗しました。',
      now: '{{ with $labels.release }}の {{ . }} {{ end }}の前回の更新は失敗したか、前のリリースに戻されました',
      before: '{{ with $labels.release }} {{ . }} の{{ end }}前回の更新に失敗していました',
      next: '失敗したタスクは、端末のページから開ける実行のページで確認できます。'
    }),
    UpdateUnreachable: ofDevice({
      summary: '報告は届きますが、更新で接続できません。',
      now: 'は、報告は届いていますが、前回の更新で SSH 接続できませんでした',
      before: '前回の更新で SSH 接続できない状態でした',
      next: '端末のアドレスと SSH の設定を確認してください。'
    }),
    VersionDrift: ofDevice({
      summary: '同じ役割の多くの端末と、リビジョンが異なります。',
      now: 'の {{ $labels.release }} はリビジョン {{ $labels.revision }} で、同じ役割の多くの端末と異なります',
      before: ' {{ $labels.release }} のリビジョン {{ $labels.revision }} を使っていました',
      next: '更新するか、このままでよいか判断してください。'
    }),
    UpdateOverdue: ofDevice({
      summary: '更新が 1 週間以上遅れています。',
      now: `{{ with $labels.release }}の {{ . }} {{ end }}の最後の更新は ${duration}前で、同じ役割の端末より 1 週間以上遅れています`,
      before: '{{ with $labels.release }} {{ . }} について、{{ end }}同じ役割の更新から取り残されていました',
      next: '更新してください。'
    }),
    AgentOutdated: ofDevice({
      summary: 'エージェントのバージョンが、サーバーのものと異なります。',
      now: 'のエージェントは、サーバーにあるものと異なるバージョン {{ $labels.agent_version }} のまま 3 日以上動いています',
      before: 'エージェント {{ $labels.agent_version }} を使っていました',
      next: 'エージェントを更新してください。'
    })
  }
}
