import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Mimamori, in English and Japanese. */
export const mimamoriText = {
  title: ['Mimamori itself', 'Mimamori の状態'],
  description: [
    'Whether the collector is healthy: when monitoring has stopped, the fleet looks free of problems.',
    'コレクター自体の状態を確認できます。監視が止まっていると、端末に問題がないように見えます。'
  ],
  sections: {
    health: ['Now', '現在'],
    intake: ['What devices send', '端末からの受信'],
    speed: ['How quickly it works', '処理速度'],
    scrapes: ['What Prometheus gets', 'Prometheus の取得']
  },
  columns: { collector: ['Collector', 'コレクター'], version: ['Version', 'バージョン'], node: ['Node.js', 'Node.js'] },
  legends: { lines: ['Log lines', 'ログの行'] },
  up: {
    title: ['Collector answers', 'コレクターの応答'],
    description: [
      'Whether Prometheus can read the collector’s pages. If not, no device is watched.',
      'Prometheus がコレクターから取得できているか。「いいえ」の間は、どの端末も監視されていません。'
    ]
  },
  clock: {
    title: ['Clock trusted', '時計の信頼性'],
    description: [
      'Whether the server’s clock can be trusted. While it cannot, no device becomes silent: check the time, and confirm it on the page.',
      'サーバーの時計を信頼できるか。「いいえ」の間は、新たに「報告なし」と判定しません。管理画面で確認してください。'
    ]
  },
  watchdog: {
    title: ['Rules evaluated', 'ルールの評価'],
    description: [
      'Whether the alert Watchdog fires, as it always should. If not, Prometheus does not evaluate our rules.',
      '常に発生するはずのアラート Watchdog が発生しているか。「いいえ」のときは Prometheus がルールを評価していません。'
    ]
  },
  commitFailures: {
    title: ['Failed writes in 24 h', '書き込みの失敗（24 時間）'],
    description: ['What could not be stored. Check the disk of the server at once.', '保存できなかった件数。すぐにサーバーのディスクを確認してください。']
  },
  devices: {
    title: ['Enrolled devices', '登録済みの端末'],
    description: ['Devices that the collector knows, without retired and revoked ones.', 'コレクターに登録された端末数。廃止と失効は含みません。']
  },
  liveSeries: {
    title: ['Live series', '保持中の系列'],
    description: ['Series of all devices that the collector holds in memory.', 'コレクターがメモリに保持している全端末の系列数。']
  },
  liveBytes: { title: ['Live bytes', '保持中のデータ量'], description: ['Memory that the devices’ newest reports take.', '各端末の最新の報告が使うメモリ。'] },
  scrapeDuration: {
    title: ['Scrape duration', '取得時間'],
    description: ['How long Prometheus waits for the collector’s own page.', 'Prometheus がコレクターの応答を待つ時間。']
  },
  messages: {
    title: ['Messages', '受信したメッセージ'],
    description: [
      'Messages of devices a second, by kind. With a report a minute, 60 devices are one a second.',
      '1 秒あたりの受信数（種類別）。1 分ごとの報告なら、60 台で 1 秒に 1 件です。'
    ]
  },
  refused: {
    title: ['Refused messages', '拒否したメッセージ'],
    description: [
      'Messages that were refused, by the code of the answer. CLIENT_KEY_INVALID: a device has a wrong or revoked key. The log of the collector names it.',
      '拒否した件数（応答コード別）。CLIENT_KEY_INVALID は、端末のキーが誤っているか失効しています。端末名はコレクターのログで確認できます。'
    ]
  },
  leftOut: {
    title: ['Left out', '除外したデータ'],
    description: [
      'Series and log lines of accepted messages that were left out, by reason. series_cap: a device sends more series than allowed.',
      '受信したうち除外した系列とログの行（理由別）。series_cap は、端末が上限を超える系列を送っています。'
    ]
  },
  removedLines: {
    title: ['Removed log lines', '削除したログの行'],
    description: [
      'Stored log lines that were removed, by age or to free space. If many are removed for space, raise MIMAMORI_LOG_MAX_BYTES or find the device that writes most.',
      '期限切れ（age）または容量不足（space）で削除した行数。space が多いときは、ログの容量を増やすか、大量に記録している端末を探してください。'
    ]
  },
  lokiRefusedLines: {
    title: ['Log lines rejected by Loki', 'Loki が拒否したログの行'],
    description: [
      'Log lines that Loki did not take, or that are older than it takes, by reason. They are lost: above 0, LogLinesRefused fires, and its page of the runbook says what to do.',
      'Loki が受け付けなかったか、古すぎて送らなかった行数（理由別）。このログは失われます。0 を超えるとアラート LogLinesRefused が発生します。対処はその対応手順書にあります。'
    ]
  },
  waitingLines: {
    title: ['Log lines waiting', '保存待ちのログ'],
    description: [
      'Log lines that are accepted and wait to be stored. It is near 0 while the disk, or Loki, takes them; once it reaches MIMAMORI_LOG_QUEUE_MAX_BYTES, devices keep theirs.',
      '受け取り済みで、まだ保存されていないログの量。ディスクまたは Loki に書けていれば、ほぼ 0 です。MIMAMORI_LOG_QUEUE_MAX_BYTES に達すると、ログは端末に残ります。'
    ]
  },
  eventLoop: {
    title: ['Event loop delay', 'イベントループの遅延'],
    description: [
      'How long work waits for the event loop. Above 0.25 s, scrapes and people wait too.',
      'コレクターの処理の遅れ。0.25 秒を超えると、Prometheus も利用者も待たされます。'
    ]
  },
  commits: {
    title: ['Commit duration', '保存にかかる時間'],
    description: [
      'How long it takes until what was acknowledged is on the disk. Above 1 s the disk is failing, or full of other work.',
      '受け付けたデータがディスクに書き込まれるまでの時間。1 秒を超えるときは、ディスクの故障か過負荷です。'
    ]
  },
  requests: { title: ['HTTP requests', 'HTTP リクエスト'], description: ['Requests a second, by route.', '1 秒あたりのリクエスト数（ルート別）。'] },
  requestDuration: {
    title: ['HTTP duration, p99', 'HTTP の応答時間（p99）'],
    description: [
      'From the first byte of a request to the last of its answer; 99 of 100 were quicker.',
      'リクエストの最初のバイトから応答の最後のバイトまでの時間。99% はこれより短く終わっています。'
    ]
  },
  samples: {
    title: ['Samples in a scrape', '1 回の取得のサンプル数'],
    description: [
      'How many samples Prometheus reads, by job. A drop of the job node: devices are silent.',
      'Prometheus が取得するサンプル数（ジョブ別）。node が減ったときは、報告のない端末があります。'
    ]
  },
  builds: { title: ['Versions', 'バージョン'], description: ['Which collector runs, and on which Node.js.', '動作中のコレクターと Node.js のバージョン。'] }
} as const satisfies Pairs

export type MimamoriText = InOneLanguage<typeof mimamoriText>
