import type { MimamoriText } from './mimamori-text.en.ts'

export const mimamoriTextJa: MimamoriText = {
  title: 'Mimamori の状態',
  description: 'コレクター自体の状態を確認できます。監視が止まっていると、端末に問題がないように見えます。',
  sections: { health: '現在', intake: '端末からの受信', speed: '処理速度', scrapes: 'Prometheus の取得' },
  columns: { collector: 'コレクター', version: 'バージョン', node: 'Node.js' },
  legends: { lines: 'ログの行' },
  up: {
    title: 'コレクターの応答',
    description: 'Prometheus がコレクターから取得できているか。「いいえ」の間は、どの端末も監視されていません。'
  },
  clock: {
    title: '時計の信頼性',
    description: 'サーバーの時計を信頼できるか。「いいえ」の間は、新たに「報告なし」と判定しません。管理画面で確認してください。'
  },
  watchdog: {
    title: 'ルールの評価',
    description: '常に発生するはずのアラート Watchdog が発生しているか。「いいえ」のときは Prometheus がルールを評価していません。'
  },
  commitFailures: { title: '書き込みの失敗（24 時間）', description: '保存できなかった件数。すぐにサーバーのディスクを確認してください。' },
  devices: { title: '登録済みの端末', description: 'コレクターに登録された端末数。廃止と失効は含みません。' },
  liveSeries: { title: '保持中の系列', description: 'コレクターがメモリに保持している全端末の系列数。' },
  liveBytes: { title: '保持中のデータ量', description: '各端末の最新の報告が使うメモリ。' },
  scrapeDuration: { title: '取得時間', description: 'Prometheus がコレクターの応答を待つ時間。' },
  messages: { title: '受信したメッセージ', description: '1 秒あたりの受信数（種類別）。1 分ごとの報告なら、60 台で 1 秒に 1 件です。' },
  refused: {
    title: '拒否したメッセージ',
    description:
      '拒否した件数（応答コード別）。CLIENT_KEY_INVALID は、端末のキーが誤っているか失効しています。端末名はコレクターのログで確認できます。'
  },
  leftOut: {
    title: '除外したデータ',
    description: '受信したうち除外した系列とログの行（理由別）。series_cap は、端末が上限を超える系列を送っています。'
  },
  removedLines: {
    title: '削除したログの行',
    description:
      '期限切れ（age）または容量不足（space）で削除した行数。space が多いときは、ログの容量を増やすか、大量に記録している端末を探してください。'
  },
  lokiRefusedLines: {
    title: 'Loki が拒否したログの行',
    description:
      'Loki が受け付けなかったか、古すぎて送らなかった行数（理由別）。このログは失われます。0 を超えるとアラート LogLinesRefused が発生します。対処はその対応手順書にあります。'
  },
  waitingLines: {
    title: '保存待ちのログ',
    description:
      '受け取り済みで、まだ保存されていないログの量。ディスクまたは Loki に書けていれば、ほぼ 0 です。MIMAMORI_LOG_QUEUE_MAX_BYTES に達すると、ログは端末に残ります。'
  },
  eventLoop: {
    title: 'イベントループの遅延',
    description: 'コレクターの処理の遅れ。0.25 秒を超えると、Prometheus も利用者も待たされます。'
  },
  commits: {
    title: '保存にかかる時間',
    description: '受け付けたデータがディスクに書き込まれるまでの時間。1 秒を超えるときは、ディスクの故障か過負荷です。'
  },
  requests: { title: 'HTTP リクエスト', description: '1 秒あたりのリクエスト数（ルート別）。' },
  requestDuration: {
    title: 'HTTP の応答時間（p99）',
    description: 'リクエストの最初のバイトから応答の最後のバイトまでの時間。99% はこれより短く終わっています。'
  },
  samples: {
    title: '1 回の取得のサンプル数',
    description: 'Prometheus が取得するサンプル数（ジョブ別）。node が減ったときは、報告のない端末があります。'
  },
  builds: { title: 'バージョン', description: '動作中のコレクターと Node.js のバージョン。' }
}
