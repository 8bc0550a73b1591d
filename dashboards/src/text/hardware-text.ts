import type { InOneLanguage, Pairs } from './in-one-language.ts'

const tenWorst = { en: 'Shows the ten worst devices in the time range.', ja: '表示期間で最も悪い 10 台を表示します。' } as const

/** The texts of the dashboard Hardware, in English and Japanese. */
export const hardwareText = {
  title: ['Hardware', 'ハードウェア'],
  description: ['What wears out and what is too weak: power, heat, SD cards and Wi-Fi.', '電源・熱・SD カード・Wi-Fi の問題を確認できます。'],
  sections: {
    counts: ['Devices in trouble now', '現在問題のある端末'],
    power: ['Power and heat', '電源と熱'],
    cards: ['Cards and file systems', 'カードとファイルシステム'],
    wifi: ['Wi-Fi', '無線 LAN（Wi-Fi）'],
    boards: ['Boards and cards', '機種とカード']
  },
  columns: {
    model: ['Model', '機種'],
    memory: ['Memory', 'メモリ'],
    card: ['Card', 'カード'],
    cardType: ['Type', '種類'],
    manufactured: ['Manufactured', '製造年月'],
    written: ['Written in all', '総書き込み量'],
    sinceBoot: ['Throttling since boot', '起動後の速度の制限']
  },
  undervoltage: {
    title: ['Undervoltage', '電圧不足'],
    description: [
      'Devices that get less than 4.63 V right now. Use the official power supply and a short cable.',
      '現在 4.63 V を下回っている端末。純正の電源と短いケーブルを使ってください。'
    ]
  },
  throttled: {
    title: ['Throttled', '速度の制限'],
    description: ['Devices that the firmware slows down right now, because of heat or low voltage.', '熱または電圧不足のため、現在ファームウェアが速度を落としている端末。']
  },
  hot: { title: ['Too hot', '高温'], description: ['Devices at 80 °C or more.', '80 °C 以上の端末。'] },
  full: {
    title: ['Disk full', 'ディスクの空き不足'],
    description: ['Devices whose root file system is used to 90% or more.', 'ルートファイルシステムの使用率が 90% 以上の端末。']
  },
  readOnly: {
    title: ['Read-only root', '読み取り専用'],
    description: [
      'Devices whose root file system cannot be written. After an error the kernel makes it so: replace the card.',
      'ルートファイルシステムに書き込めない端末。エラーの後にカーネルが切り替えます。カードを交換してください。'
    ]
  },
  fileSystemErrors: {
    title: ['File system errors', 'ファイルシステムエラー'],
    description: ['Devices whose file system has recorded errors since it was last repaired.', '前回の修復以降、ファイルシステムのエラーが記録された端末。']
  },
  unsynchronised: {
    title: ['Clock not set', '時刻未同期'],
    description: [
      'Devices that have not received the time from the network since they booted. Freshness is not affected; the times in their own log are.',
      '起動後、ネットワークから時刻を取得していない端末。状態の判定には影響しませんが、端末自身のログの時刻がずれます。'
    ]
  },
  rebootRequired: {
    title: ['Reboot required', '要再起動'],
    description: ['Devices where an updated package asks for a reboot.', '更新したパッケージが再起動を求めている端末。']
  },
  undervoltageOverTime: {
    title: ['Undervoltage over time', '電圧不足の推移'],
    description: [
      'When each device got too little voltage. When many do at once, the supply of the building is the cause.',
      '電圧が不足した時間帯。多くの端末で同時に起きたときは、建屋の電源が原因です。'
    ]
  },
  throttlingOverTime: {
    title: ['Throttling over time', '速度の制限の推移'],
    description: ['When the firmware slowed each device down.', 'ファームウェアが端末の速度を落とした時間帯。']
  },
  temperatures: {
    title: ['Temperatures', '温度の推移'],
    description: [
      `Of the processor of each device. Throttling starts at 80 °C. ${tenWorst.en}`,
      `各端末のプロセッサーの温度。80 °C で速度の制限が始まります。${tenWorst.ja}`
    ]
  },
  transitions: {
    title: ['How often it began, in an hour', '1 時間あたりの発生回数'],
    description: [
      `Undervoltage and throttling are often too short to be seen in a report: this counts each time that they began. ${tenWorst.en}`,
      `電圧不足や速度の制限は短く、報告には現れないことがあります。ここでは発生した回数を数えます。${tenWorst.ja}`
    ]
  },
  writtenADay: {
    title: ['Written a day', '1 日あたりの書き込み量'],
    description: [
      'Bytes written, as they would be in a day at this rate. Above 20 GB a day a card of 32 GB lasts little more than a year, and WriteWear ' +
        `fires. An idle Raspberry Pi OS writes about 1 GB a day. ${tenWorst.en}`,
      `現在の速度で 1 日に書き込まれる量。1 日 20 GB を超えると 32 GB のカードの寿命は 1 年あまりで、WriteWear が発生します。何もしていない Raspberry Pi OS の書き込みは 1 日約 1 GB です。${tenWorst.ja}`
    ]
  },
  fileSystemErrorsOverTime: {
    title: ['File system errors over time', 'ファイルシステムエラーの推移'],
    description: [
      `Errors that ext4 has found in its own structures since the last repair. A rise means that the card is failing. ${tenWorst.en}`,
      `前回の修復以降に ext4 が検出したエラー数。増えるときはカードが故障しかけています。${tenWorst.ja}`
    ]
  },
  busy: {
    title: ['Busy disks', 'ディスクの稼働率'],
    description: [
      `Share of the time in which the disk was busy. Near 100% everything waits for it. ${tenWorst.en}`,
      `ディスクが動作していた時間の割合。100% に近いと、すべての処理がディスクを待ちます。${tenWorst.ja}`
    ]
  },
  signal: {
    title: ['Wi-Fi signal', 'Wi-Fi の信号強度'],
    description: [
      `Below −75 dBm packets are lost. Devices on a cable are not shown. ${tenWorst.en}`,
      `−75 dBm を下回るとパケットが失われます。有線の端末は表示しません。${tenWorst.ja}`
    ]
  },
  lostPackets: {
    title: ['Wi-Fi packets lost', 'Wi-Fi で失われたパケット'],
    description: [
      `Packets discarded and beacons missed. A good signal with many of them is a crowded channel. ${tenWorst.en}`,
      `破棄したパケットと受信できなかったビーコンの数。信号が強いのに多いときは、チャネルが混雑しています。${tenWorst.ja}`
    ]
  },
  boards: {
    title: ['Boards and cards', '機種とカード'],
    description: [
      'What each device is made of, and what it has been through. The last column counts kinds of throttling since the device booted.',
      '各端末の構成と履歴。最後の列は、起動後に発生した電圧不足や速度の制限の種類の数です。'
    ]
  }
} as const satisfies Pairs

export type HardwareText = InOneLanguage<typeof hardwareText>
