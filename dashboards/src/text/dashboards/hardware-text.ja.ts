import type { HardwareText } from './hardware-text.en.ts'

export const hardwareTextJa: HardwareText = {
  title: 'ハードウェア',
  description: '電源・熱・SD カード・Wi-Fi の問題を確認できます。',
  sections: {
    counts: '現在問題のある端末',
    power: '電源と熱',
    cards: 'カードとファイルシステム',
    wifi: '無線 LAN（Wi-Fi）',
    boards: '機種とカード'
  },
  columns: {
    model: '機種',
    memory: 'メモリ',
    card: 'カード',
    cardType: '種類',
    manufactured: '製造年月',
    written: '総書き込み量',
    sinceBoot: '起動後の速度の制限'
  },
  undervoltage: { title: '電圧不足', description: '現在 4.63 V を下回っている端末。純正の電源と短いケーブルを使ってください。' },
  throttled: { title: '速度の制限', description: '熱または電圧不足のため、現在ファームウェアが速度を落としている端末。' },
  hot: { title: '高温', description: '80 °C 以上の端末。' },
  full: { title: 'ディスクの空き不足', description: 'ルートファイルシステムの使用率が 90% 以上の端末。' },
  readOnly: {
    title: '読み取り専用',
    description: 'ルートファイルシステムに書き込めない端末。エラーの後にカーネルが切り替えます。カードを交換してください。'
  },
  fileSystemErrors: { title: 'ファイルシステムエラー', description: '前回の修復以降、ファイルシステムのエラーが記録された端末。' },
  unsynchronised: {
    title: '時刻未同期',
    description: '起動後、ネットワークから時刻を取得していない端末。状態の判定には影響しませんが、端末自身のログの時刻がずれます。'
  },
  rebootRequired: { title: '要再起動', description: '更新したパッケージが再起動を求めている端末。' },
  undervoltageOverTime: {
    title: '電圧不足の推移',
    description: '電圧が不足した時間帯。多くの端末で同時に起きたときは、建屋の電源が原因です。'
  },
  throttlingOverTime: { title: '速度の制限の推移', description: 'ファームウェアが端末の速度を落とした時間帯。' },
  temperatures: {
    title: '温度の推移',
    description: '各端末のプロセッサーの温度。80 °C で速度の制限が始まります。表示期間で最も悪い 10 台を表示します。'
  },
  transitions: {
    title: '1 時間あたりの発生回数',
    description:
      '電圧不足や速度の制限は短く、報告には現れないことがあります。ここでは発生した回数を数えます。表示期間で最も悪い 10 台を表示します。'
  },
  writtenADay: {
    title: '1 日あたりの書き込み量',
    description:
      '現在の速度で 1 日に書き込まれる量。1 日 20 GB を超えると 32 GB のカードの寿命は 1 年あまりで、WriteWear が発生します。何もしていない Raspberry Pi OS の書き込みは 1 日約 1 GB です。表示期間で最も悪い 10 台を表示します。'
  },
  fileSystemErrorsOverTime: {
    title: 'ファイルシステムエラーの推移',
    description: '前回の修復以降に ext4 が検出したエラー数。増えるときはカードが故障しかけています。表示期間で最も悪い 10 台を表示します。'
  },
  busy: {
    title: 'ディスクの稼働率',
    description: 'ディスクが動作していた時間の割合。100% に近いと、すべての処理がディスクを待ちます。表示期間で最も悪い 10 台を表示します。'
  },
  signal: {
    title: 'Wi-Fi の信号強度',
    description: '−75 dBm を下回るとパケットが失われます。有線の端末は表示しません。表示期間で最も悪い 10 台を表示します。'
  },
  lostPackets: {
    title: 'Wi-Fi で失われたパケット',
    description:
      '破棄したパケットと受信できなかったビーコンの数。信号が強いのに多いときは、チャネルが混雑しています。表示期間で最も悪い 10 台を表示します。'
  },
  boards: { title: '機種とカード', description: '各端末の構成と履歴。最後の列は、起動後に発生した電圧不足や速度の制限の種類の数です。' }
}
