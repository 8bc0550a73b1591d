import { silentAfterHours } from '../limits.ts'
import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Device, in English and Japanese. */
export const deviceText = {
  title: ['Device', '端末'],
  description: [
    'Everything about one device on one time line, with its alerts, updates and reboots across all graphs.',
    '1 台の端末のすべてを同じ時間軸で表示します。アラート・更新・再起動は全グラフに重ねて表示します。'
  ],
  sections: {
    now: ['Now', '現在'],
    connection: ['Connection', '接続'],
    load: ['Load', '負荷'],
    diskAndNetwork: ['Disk and network', 'ディスクとネットワーク'],
    watched: ['Services and power', 'サービスと電源'],
    log: ['Log', 'ログ']
  },
  columns: { address: ['Address', 'アドレス'], model: ['Model', '機種'], system: ['System', 'OS'], agent: ['Agent', 'エージェント'] },
  legends: {
    load1: ['1 minute', '1 分'],
    load15: ['15 minutes', '15 分'],
    cores: ['Cores', 'コア数'],
    used: ['Used', '使用中'],
    total: ['Total', '合計'],
    swap: ['Swap used', 'スワップ使用量'],
    temperature: ['Processor', 'プロセッサー'],
    read: ['Read {{device}}', '読み取り {{device}}'],
    written: ['Written {{device}}', '書き込み {{device}}'],
    received: ['Received {{device}}', '受信 {{device}}'],
    sent: ['Sent {{device}}', '送信 {{device}}'],
    release: ['Release {{release}}', 'リリース {{release}}']
  },
  status: {
    title: ['Status', '状態'],
    description: [
      'Online: reported within three intervals. Silent: no report for longer than its limit. Its page in the collector says why.',
      '稼働中：報告間隔の 3 回分以内に報告あり。報告なし：設定時間を超えて報告がない。原因は管理画面の端末のページに表示されます。'
    ]
  },
  lastSeen: {
    title: ['Last seen', '最終報告'],
    description: [
      `How long ago the device’s last report came, by the server’s clock. Red from ${silentAfterHours} hours on.`,
      `最後の報告からの経過時間（サーバーの時計）。${silentAfterHours} 時間以上は赤で表示します。`
    ]
  },
  uptime: {
    title: ['Uptime', '連続稼働時間'],
    description: [
      'How long ago the device booted. Repeated short uptimes mean that it reboots often: check its power supply.',
      '起動からの経過時間。短い状態が続くときは再起動を繰り返しています。電源を確認してください。'
    ]
  },
  cpu: {
    title: ['CPU', 'CPU'],
    description: ['Share of the time of all cores that was in use, between the last two reports.', '直近 2 回の報告の間の、全コアの使用率。']
  },
  memory: {
    title: ['Memory', 'メモリ'],
    description: [
      'Share of the memory that programs hold. Red from 90% on: an update does not begin then.',
      'プログラムが使用中のメモリの割合。90% 以上は赤。その状態では更新が始まりません。'
    ]
  },
  disk: {
    title: ['Disk', 'ディスク'],
    description: ['Share of the root file system that is used. Red from 90% on.', 'ルートファイルシステムの使用率。90% 以上は赤。']
  },
  temperature: {
    title: ['Temperature', '温度'],
    description: [
      'Of the processor. Red from 80 °C on, where the firmware slows it down.',
      'プロセッサーの温度。80 °C 以上は赤。ファームウェアがプロセッサーの速度を落とします。'
    ]
  },
  errors: {
    title: ['Errors in 24 h', '24 時間のエラー'],
    description: [
      'Log lines of the level error in the last 24 hours. They are at the bottom of this dashboard.',
      '過去 24 時間の error レベルのログの行数。内容はこのダッシュボードの下部で確認できます。'
    ]
  },
  facts: {
    title: ['What it is', '端末の情報'],
    description: [
      'As its agent reports it. Click the name for its logs, its updates and its page in the collector.',
      'エージェントが報告した内容。端末名をクリックすると、ログ・更新・管理画面を開けます。'
    ]
  },
  releases: {
    title: ['Releases', 'リリース'],
    description: ['The revision of each release that is actually running, as reported by the service.', '実際に動作しているリビジョン。動作中のサービスが返した値です。']
  },
  lastUpdate: {
    title: ['Last update', '前回の更新'],
    description: [
      'What the newest update came to, when, and how long it took. Its steps and messages are in the collector, under Updates.',
      '前回の更新の結果、日時、所要時間。手順とメッセージは管理画面の「更新」で確認できます。'
    ]
  },
  statusOverTime: {
    title: ['Status over time', '状態の推移'],
    description: ['When the device was online, late and silent.', '稼働中・遅延・報告なしだった時間帯。']
  },
  clockSkew: {
    title: ['Clock difference', '時計のずれ'],
    description: [
      'The device’s clock minus the server’s. Beyond one minute the times in its own log mislead: check its time server.',
      '端末の時計とサーバーの時計の差。1 分を超えると端末自身のログの時刻が当てになりません。時刻サーバーを確認してください。'
    ]
  },
  backlog: {
    title: ['Oldest unsent item', '送信待ちの時間'],
    description: [
      'How long the oldest batch has waited on the device. None where all is sent. It rises while the collector cannot be reached, and must fall afterwards.',
      '端末に残っている最も古いデータの待ち時間。すべて送信済みなら表示はありません。コレクターに接続できない間は増え、復旧後に減ります。'
    ]
  },
  dropped: {
    title: ['Dropped items', '破棄したデータ'],
    description: [
      'What the device had to drop before it could be sent, by kind. Anything above 0 is lost: it was offline for longer than its spool holds, or, for the kind journal, than its journal does.',
      '送信できずに端末が破棄したデータの数（種類別）。0 より大きい分は失われています。スプール（種類が journal の場合はジャーナル）の容量を超える時間、接続できませんでした。'
    ]
  },
  cpuByMode: {
    title: ['CPU by mode', 'CPU 使用率の内訳'],
    description: [
      'What the processor does, as a share of all cores. Much iowait means that the card is slow.',
      '全コアに対する割合。iowait が多いときはカードが遅くなっています。'
    ]
  },
  loadAverage: {
    title: ['Load average', 'ロードアベレージ'],
    description: [
      'Processes that run or wait. Above the number of cores for long, the device cannot keep up.',
      '実行中または待機中のプロセス数。コア数を超える状態が続くと処理が追いつきません。'
    ]
  },
  memoryOverTime: {
    title: ['Memory over time', 'メモリの推移'],
    description: [
      'What programs hold, of all there is. A line that only rises is a leak. Swap on a card is slow and wears it.',
      'プログラムが使用中のメモリ。増え続けるときはメモリリークです。カード上のスワップは遅く、カードの寿命を縮めます。'
    ]
  },
  temperatureOverTime: {
    title: ['Temperature over time', '温度の推移'],
    description: [
      'Throttling starts at 80 °C. Rises by day mean a hot place; rises under load, a fan or a case.',
      '80 °C で速度の制限が始まります。日中に上がるときは設置場所、負荷時に上がるときはファンかケースを確認してください。'
    ]
  },
  fileSystems: {
    title: ['File systems', 'ファイルシステム'],
    description: ['Share used of each file system. At 90% updates and logs begin to fail.', 'ファイルシステムごとの使用率。90% を超えると更新やログの記録が失敗し始めます。']
  },
  diskBytes: {
    title: ['Disk traffic', 'ディスクの読み書き'],
    description: [
      'Bytes read and written a second, by disk. Steady writing wears an SD card.',
      'ディスクごとの 1 秒あたりの読み書き量。書き込みが続くと SD カードの寿命が縮みます。'
    ]
  },
  network: {
    title: ['Network traffic', 'ネットワークの送受信'],
    description: ['Bytes received and sent a second, by interface.', 'インターフェースごとの 1 秒あたりの送受信量。']
  },
  wifiSignal: {
    title: ['Wi-Fi signal', 'Wi-Fi の信号強度'],
    description: [
      'Below −75 dBm packets are lost: move the device or the access point. Empty for a device on a cable.',
      '−75 dBm を下回るとパケットが失われます。端末かアクセスポイントの位置を変えてください。有線の端末では表示されません。'
    ]
  },
  watched: {
    title: ['Watched services', '監視中のサービス'],
    description: [
      'Whether each unit and service that the agent watches is up, and whether each release answers.',
      'エージェントが監視するユニットとサービスが動作しているか、リリースが応答しているか。'
    ]
  },
  throttling: {
    title: ['Power and heat', '電源と熱'],
    description: [
      'What the firmware sees. Undervoltage: the power supply or its cable is too weak. The others: heat.',
      'ファームウェアの検出結果。電圧不足：電源かケーブルの容量不足。その他：熱。'
    ]
  },
  linesByLevel: {
    title: ['Log lines by level', 'レベルごとのログの行数'],
    description: [
      'How many lines the device wrote. A burst of errors is where to look in the lines below.',
      '端末が記録したログの行数。エラーが急に増えた時刻の行を下で確認してください。'
    ]
  },
  log: {
    title: ['Log lines', 'ログ'],
    description: [
      'The newest first. Click a line for its unit and IDs. Empty where the collector does not ship logs to Loki: the device’s page shows them too.',
      '新しい順。行をクリックするとユニットと ID を確認できます。コレクターが Loki にログを送っていないときは空です。ログは管理画面の端末のページでも確認できます。'
    ]
  }
} as const satisfies Pairs

export type DeviceText = InOneLanguage<typeof deviceText>
