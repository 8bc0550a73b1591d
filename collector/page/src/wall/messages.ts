import { pair } from '../text/index.ts'

/** The messages of the wall display: few, and large. */
export const wallMessages = {
  title: pair('Wall display', 'モニター画面'),
  counts: {
    critical: pair('Critical', '緊急'), warning: pair('Warnings', '警告'), silent: pair('Silent', '報告なし'), down: pair('Down', 'ダウン'),
    late: pair('Late', '遅延'), online: pair('Online', '稼働中')
  },
  alerts: pair('Alerts', 'アラート'),
  absent: pair('Devices that are silent, down or late, by site', '報告なし・ダウン・遅延の端末（拠点別）'),
  /** `2 of 10 silent, 1 down` */
  absentOf: pair(
    (silent: number, down: number, late: number, expected: number) =>
      ([[silent, 'silent'], [down, 'down'], [late, 'late']] as const).filter(([count]) => count > 0)
        .map(([count, word], place) => `${count}${place === 0 ? ` of ${expected}` : ''} ${word}`).join(', '),
    (silent, down, late, expected) =>
      `${expected} 台中 ${([[silent, '報告なし'], [down, 'ダウン'], [late, '遅延']] as const).filter(([count]) => count > 0)
        .map(([count, word]) => `${count} 台が${word}`).join('、')}`
  ),
  devices: pair((count: number) => `${count} ${count === 1 ? 'device' : 'devices'}`, (count) => `${count} 台`),
  more: pair((count: number) => `and ${count} more`, (count) => `ほか ${count} 件`),
  suppressed: pair((count: number) => `${count} suppressed`, (count) => `通知停止中 ${count} 件`),
  acknowledged: pair('acknowledged', '確認済み'),
  well: pair(
    (devices: number) => `No alerts. ${devices === 1 ? '1 device is' : `${devices} devices are`} online.`,
    (devices) => `アラートはありません。${devices} 台が稼働中です。`
  ),
  sound: { off: pair('Sound: off', '音：オフ'), on: pair('Sound: on', '音：オン'), blocked: pair('Click to allow sound', 'クリックすると音が出ます') },
  lastNews: pair((time: string) => `Last received: ${time}`, (time) => `最後の受信：${time}`),
  notices: {
    lost: {
      title: pair('No connection to the server', 'サーバーに接続できません'),
      text: pair(
        'The current state is not shown. Check the network and the server. This display reconnects by itself.',
        '現在の状況は表示されていません。ネットワークとサーバーを確認してください。接続が戻れば、自動で表示されます。'
      )
    },
    refused: { title: pair('This link is no longer valid', 'このリンクは使えません'), text: pair('Its token was revoked.', 'トークンが失効しています。') },
    none: {
      title: pair('This display has no link', 'リンクがありません'), text: pair('Open the wall display with its own link.', 'この画面は専用のリンクで開きます。')
    }
  },
  newLink: pair(
    (isInCheckout: boolean) => `Create a link on the server${isInCheckout ? ', in the directory of Mimamori,' : ''} and open it here:`,
    (isInCheckout) => `サーバー${isInCheckout ? 'の Mimamori のディレクトリー' : ''}でリンクを作り、この画面で開いてください：`
  )
}
