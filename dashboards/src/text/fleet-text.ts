import { silentAfterHours } from '../limits.ts'
import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Fleet, in English and Japanese. */
export const fleetText = {
  title: ['Fleet', '全端末'],
  description: [
    'Every device at a glance: which do not report, which are hot or full, and what the last update did.',
    '全端末の一覧です。報告のない端末、高温の端末、ディスクの空きが少ない端末、前回の更新の結果を確認できます。'
  ],
  sections: {
    counts: ['Now', '現在'],
    devices: ['Devices, the worst first', '端末（問題のある順）'],
    history: ['Over time', '推移'],
    worst: ['The five worst', 'ワースト 5']
  },
  expected: {
    title: ['Expected', '監視対象'],
    description: ['Enrolled devices that should report: neither paused, retired nor revoked.', '報告があるはずの登録済み端末。一時停止・廃止・失効の端末は含みません。']
  },
  online: { title: ['Online', '稼働中'], description: ['Devices that reported within three intervals.', '報告間隔の 3 回分以内に報告があった端末。'] },
  late: {
    title: ['Late', '遅延'],
    description: [
      'Expected devices that missed three intervals. Most come back by themselves; look at those that stay.',
      '報告が 3 回分以上途切れている監視対象の端末。多くは自然に戻ります。戻らない端末を確認してください。'
    ]
  },
  silent: {
    title: ['Silent', '報告なし'],
    description: [
      `Expected devices that have not reported for longer than their limit, ${silentAfterHours} hours by default. DeviceSilent fires for ` +
        'each: open its page for the cause.',
      `設定時間（標準 ${silentAfterHours} 時間）を超えて報告がない監視対象の端末。端末ごとに DeviceSilent が発生します。端末のページで原因を確認してください。`
    ]
  },
  paused: {
    title: ['Not expected', '対象外'],
    description: ['Devices that are paused: off on purpose, and without alerts.', '一時停止中の端末。意図して止めているため、アラートは出ません。']
  },
  alerts: {
    title: ['Firing alerts', '発生中のアラート'],
    description: [
      'Alerts of severity critical or warning that fire now. Each has a page in the runbook.',
      '現在発生している critical と warning のアラート。それぞれに対応手順書があります。'
    ]
  },
  failedUpdates: {
    title: ['Failed updates', '更新の失敗'],
    description: ['Devices whose last update failed, was rolled back or did not reach them.', '前回の更新が失敗した、元に戻した、または接続できなかった端末。']
  },
  errors: {
    title: ['Errors in 24 h', '24 時間のエラー'],
    description: [
      'Log lines of the level error that all chosen devices wrote in the last 24 hours.',
      '選択した端末が過去 24 時間に記録した error レベルのログの行数。'
    ]
  },
  table: {
    title: ['Devices', '端末'],
    description: [
      'One row a device, silent ones first. Click a name for its time line, logs, updates or page. A device with several releases shows one here, and all of them on its dashboard.',
      '1 行が 1 台です。報告のない端末が先頭です。端末名をクリックすると、推移・ログ・更新・管理画面を開けます。リリースが複数ある端末は一つだけ表示します。すべてのリリースは端末のダッシュボードで確認できます。'
    ]
  },
  freshness: {
    title: ['Devices by status', '状態ごとの端末数'],
    description: [
      'How many devices are online, late and silent over time. A step that all devices take together is the network or the server, not the devices.',
      '稼働中・遅延・報告なしの端末数の推移。全端末が同時に変化したときは、端末ではなくネットワークかサーバーが原因です。'
    ]
  },
  logLines: {
    title: ['Errors and warnings', 'エラーと警告'],
    description: ['Log lines of the levels warn and error, of all chosen devices.', '選択した端末の warn と error レベルのログの行数。']
  },
  content: {
    title: ['Devices by content', 'コンテンツの状態ごとの端末数'],
    description: [
      'How many devices have the current version of all content that is for them. Outdated ones that report for an hour make ContentOutdated fire.',
      '割り当てたコンテンツがすべて最新の端末と、最新でない端末の数の推移。報告があるのに 1 時間最新にならない端末では、ContentOutdated が発生します。'
    ]
  },
  contentStates: { current: ['up to date', '最新'], outdated: ['outdated', '未更新'] },
  hottest: {
    title: ['Hottest', '高温の端末'],
    description: [
      'At 80 °C the firmware slows the processor down. Check the fan, the case and the place of these devices.',
      '80 °C になるとファームウェアがプロセッサーの速度を落とします。ファン、ケース、設置場所を確認してください。'
    ]
  },
  fullest: {
    title: ['Fullest disks', 'ディスク使用率が高い端末'],
    description: [
      'At 90% updates and logs begin to fail. Remove what is not needed, or use a larger card.',
      '90% を超えると、更新やログの記録が失敗し始めます。不要なファイルを消すか、大きいカードに交換してください。'
    ]
  },
  memory: {
    title: ['Least memory left', 'メモリ使用率が高い端末'],
    description: [
      'Share of the memory that programs hold. Near 100% the device stalls, and an update does not begin.',
      'プログラムが使用中のメモリの割合。100% に近いと端末の動作が止まり、更新も始まりません。'
    ]
  }
} as const satisfies Pairs

export type FleetText = InOneLanguage<typeof fleetText>
