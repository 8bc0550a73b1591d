import type { DeviceText } from './device-text.en.ts'

export const deviceTextJa: DeviceText = {
  title: '端末',
  description: '1 台の端末のすべてを同じ時間軸で表示します。アラート・更新・再起動は全グラフに重ねて表示します。',
  sections: { now: '現在', connection: '接続', load: '負荷', diskAndNetwork: 'ディスクとネットワーク', watched: 'サービスと電源', log: 'ログ' },
  columns: { address: 'アドレス', model: '機種', system: 'OS', agent: 'エージェント' },
  legends: {
    load1: '1 分', load15: '15 分', cores: 'コア数', used: '使用中', total: '合計', swap: 'スワップ使用量', temperature: 'プロセッサー',
    read: '読み取り {{device}}', written: '書き込み {{device}}', received: '受信 {{device}}', sent: '送信 {{device}}', release: 'リリース {{release}}'
  },
  status: { title: '状態', description: '稼働中：報告間隔の 3 回分以内に報告あり。報告なし：設定時間を超えて報告がない。原因は管理画面の端末のページに表示されます。' },
  lastSeen: { title: '最終報告', description: '最後の報告からの経過時間（サーバーの時計）。12 時間以上は赤で表示します。' },
  uptime: { title: '連続稼働時間', description: '起動からの経過時間。短い状態が続くときは再起動を繰り返しています。電源を確認してください。' },
  cpu: { title: 'CPU', description: '直近 2 回の報告の間の、全コアの使用率。' },
  memory: { title: 'メモリ', description: 'プログラムが使用中のメモリの割合。90% 以上は赤。その状態では更新が始まりません。' },
  disk: { title: 'ディスク', description: 'ルートファイルシステムの使用率。90% 以上は赤。' },
  temperature: { title: '温度', description: 'プロセッサーの温度。80 °C 以上は赤。ファームウェアがプロセッサーの速度を落とします。' },
  errors: { title: '24 時間のエラー', description: '過去 24 時間の error レベルのログの行数。内容はこのダッシュボードの下部で確認できます。' },
  facts: { title: '端末の情報', description: 'エージェントが報告した内容。端末名をクリックすると、ログ・更新・管理画面を開けます。' },
  releases: { title: 'リリース', description: '実際に動作しているリビジョン。動作中のサービスが返した値です。' },
  lastUpdate: { title: '前回の更新', description: '前回の更新の結果、日時、所要時間。手順とメッセージは管理画面の「更新」で確認できます。' },
  statusOverTime: { title: '状態の推移', description: '稼働中・遅延・報告なしだった時間帯。' },
  clockSkew: { title: '時計のずれ', description: '端末の時計とサーバーの時計の差。1 分を超えると端末自身のログの時刻が当てになりません。時刻サーバーを確認してください。' },
  backlog: { title: '送信待ちの時間', description: '端末に残っている最も古いデータの待ち時間。すべて送信済みなら表示はありません。コレクターに接続できない間は増え、復旧後に減ります。' },
  dropped: { title: '破棄したデータ', description: '送信できずに端末が破棄したデータの数（種類別）。0 より大きい分は失われています。スプール（種類が journal の場合はジャーナル）の容量を超える時間、接続できませんでした。' },
  cpuByMode: { title: 'CPU 使用率の内訳', description: '全コアに対する割合。iowait が多いときはカードが遅くなっています。' },
  loadAverage: { title: 'ロードアベレージ', description: '実行中または待機中のプロセス数。コア数を超える状態が続くと処理が追いつきません。' },
  memoryOverTime: { title: 'メモリの推移', description: 'プログラムが使用中のメモリ。増え続けるときはメモリリークです。カード上のスワップは遅く、カードの寿命を縮めます。' },
  temperatureOverTime: { title: '温度の推移', description: '80 °C で速度の制限が始まります。日中に上がるときは設置場所、負荷時に上がるときはファンかケースを確認してください。' },
  fileSystems: { title: 'ファイルシステム', description: 'ファイルシステムごとの使用率。90% を超えると更新やログの記録が失敗し始めます。' },
  diskBytes: { title: 'ディスクの読み書き', description: 'ディスクごとの 1 秒あたりの読み書き量。書き込みが続くと SD カードの寿命が縮みます。' },
  network: { title: 'ネットワークの送受信', description: 'インターフェースごとの 1 秒あたりの送受信量。' },
  wifiSignal: { title: 'Wi-Fi の信号強度', description: '−75 dBm を下回るとパケットが失われます。端末かアクセスポイントの位置を変えてください。有線の端末では表示されません。' },
  watched: { title: '監視中のサービス', description: 'エージェントが監視するユニットとサービスが動作しているか、リリースが応答しているか。' },
  throttling: { title: '電源と熱', description: 'ファームウェアの検出結果。電圧不足：電源かケーブルの容量不足。その他：熱。' },
  linesByLevel: { title: 'レベルごとのログの行数', description: '端末が記録したログの行数。エラーが急に増えた時刻の行を下で確認してください。' },
  log: { title: 'ログ', description: '新しい順。行をクリックするとユニットと ID を確認できます。コレクターが Loki にログを送っていないときは空です。ログは管理画面の端末のページでも確認できます。' }
}
