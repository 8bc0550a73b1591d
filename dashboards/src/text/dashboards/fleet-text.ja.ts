import type { FleetText } from './fleet-text.en.ts'

export const fleetTextJa: FleetText = {
  title: '全端末',
  description: '全端末の一覧です。報告のない端末、高温の端末、ディスクの空きが少ない端末、前回の更新の結果を確認できます。',
  sections: { counts: '現在', devices: '端末（問題のある順）', history: '推移', worst: 'ワースト 5' },
  expected: { title: '監視対象', description: '報告があるはずの登録済み端末。一時停止・廃止・失効の端末は含みません。' },
  online: { title: '稼働中', description: '報告間隔の 3 回分以内に報告があった端末。' },
  late: {
    title: '遅延',
    description: '報告が 3 回分以上途切れている監視対象の端末。多くは自然に戻ります。戻らない端末を確認してください。'
  },
  silent: {
    title: '報告なし',
    description:
      '設定時間（標準 12 時間）を超えて報告がない監視対象の端末。端末ごとに DeviceSilent が発生します。端末のページで原因を確認してください。'
  },
  paused: { title: '対象外', description: '一時停止中の端末。意図して止めているため、アラートは出ません。' },
  alerts: { title: '発生中のアラート', description: '現在発生している critical と warning のアラート。それぞれに対応手順書があります。' },
  failedUpdates: { title: '更新の失敗', description: '前回の更新が失敗した、元に戻した、または接続できなかった端末。' },
  errors: { title: '24 時間のエラー', description: '選択した端末が過去 24 時間に記録した error レベルのログの行数。' },
  table: {
    title: '端末',
    description:
      '1 行が 1 台です。報告のない端末が先頭です。端末名をクリックすると、推移・ログ・更新・管理画面を開けます。リリースが複数ある端末は一つだけ表示します。すべてのリリースは端末のダッシュボードで確認できます。'
  },
  freshness: {
    title: '状態ごとの端末数',
    description: '稼働中・遅延・報告なしの端末数の推移。全端末が同時に変化したときは、端末ではなくネットワークかサーバーが原因です。'
  },
  logLines: { title: 'エラーと警告', description: '選択した端末の warn と error レベルのログの行数。' },
  hottest: {
    title: '高温の端末',
    description: '80 °C になるとファームウェアがプロセッサーの速度を落とします。ファン、ケース、設置場所を確認してください。'
  },
  fullest: {
    title: 'ディスク使用率が高い端末',
    description: '90% を超えると、更新やログの記録が失敗し始めます。不要なファイルを消すか、大きいカードに交換してください。'
  },
  memory: {
    title: 'メモリ使用率が高い端末',
    description: 'プログラムが使用中のメモリの割合。100% に近いと端末の動作が止まり、更新も始まりません。'
  }
}
