import type { SilenceText } from './silence-text.en.ts'

export const silenceTextJa: SilenceText = {
  loading: 'サイレンスを読み込んでいます…',
  none: 'サイレンスはありません。',
  unavailable: 'サイレンスを管理する Alertmanager が応答しないため、表示も追加もできません。',
  outdated: 'サイレンスを更新できませんでした。表示が古い可能性があります。Alertmanager が動いているか確認してください。',
  viewer: '閲覧のみできます。サイレンスを追加または終了するには、サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：',
  states: { active: '有効', pending: '予定' },
  distance: { active: (left) => `残り ${left}`, pending: (ahead) => `開始まで ${ahead}` },
  target: (kind, value) => `${kind}：${value}`,
  and: '、',
  period: (from, until) => `${from} 〜 ${until}`,
  why: (reason, by) => `${reason}（${by}）`,
  end: { active: '今すぐ終了', pending: '取りやめ' },
  add: '通知を止める',
  fields: { device: '端末', site: '拠点', alertname: 'アラート名', span: '期間', from: '開始', until: '終了', reason: '理由', by: '名前' },
  targetHint: '3 つのうち少なくとも 1 つを指定します。複数を指定すると、すべてに当てはまるアラートだけが対象です。アラートの画面には「通知停止中」と表示されます。',
  span: (hours) => hours < 24 ? `${hours} 時間` : `${hours / 24} 日間`,
  planned: '計画保守',
  timeZone: (name) => `時刻はこのブラウザーのタイムゾーン（${name}）です。`,
  silence: '通知を止める',
  plan: '計画保守を登録',
  command: 'サーバーで同じことをするコマンド：',
  wrong: {
    target: '端末、拠点、アラート名のいずれかを指定してください。',
    device: 'この ID の端末は登録されていません。',
    site: 'この拠点に登録された端末はありません。',
    alertname: 'DeviceSilent のように、アラート名を入力してください。',
    from: '計画保守の開始日時を入力してください。',
    until: '現在より後で、開始より後、開始から 366 日以内の終了日時を入力してください。',
    reason: '理由を 1 行、500 文字以内で入力してください。',
    by: '名前を 64 文字以内で入力してください。'
  },
  problems: {
    notReached: 'サーバーが応答しません。もう一度試してください。',
    refused: (said) => `Alertmanager が拒否しました：「${said}」`,
    notDone: 'サーバーが受け付けませんでした。ページを再読み込みして、もう一度試してください。'
  }
}
