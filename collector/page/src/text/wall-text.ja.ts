import type { wallTextEn } from './wall-text.en.ts'

/** モニター画面の日本語。 */
export const wallTextJa: typeof wallTextEn = {
  title: 'モニター画面',
  counts: { critical: '緊急', warning: '警告', silent: '報告なし', down: 'ダウン', late: '遅延', online: '稼働中' },
  alerts: 'アラート',
  absent: '報告なし・ダウン・遅延の端末（拠点別）',
  absentOf: (silent, down, late, expected) =>
    `${expected} 台中 ${([[silent, '報告なし'], [down, 'ダウン'], [late, '遅延']] as const).filter(([count]) => count > 0)
      .map(([count, word]) => `${count} 台が${word}`).join('、')}`,
  devices: (count) => `${count} 台`,
  comma: '、',
  more: (count) => `ほか ${count} 件`,
  suppressed: (count) => `通知停止中 ${count} 件`,
  acknowledged: '確認済み',
  well: (devices) => `アラートはありません。${devices} 台が稼働中です。`,
  sound: { off: '音：オフ', on: '音：オン', blocked: 'クリックすると音が出ます' },
  lastNews: (time) => `最後の受信：${time}`,
  notices: {
    lost: { title: 'サーバーに接続できません', text: '現在の状況は表示されていません。ネットワークとサーバーを確認してください。接続が戻れば、自動で表示されます。' },
    refused: { title: 'このリンクは使えません', text: 'トークンが失効しています。' },
    none: { title: 'リンクがありません', text: 'この画面は専用のリンクで開きます。' }
  },
  newLink: (isInCheckout) => `サーバー${isInCheckout ? 'の Mimamori のディレクトリー' : ''}でリンクを作り、この画面で開いてください：`
}
