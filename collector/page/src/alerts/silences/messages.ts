import { messages, pair } from '../../text/index.ts'

/** The messages of the page about silences. */
export const silenceMessages = {
  loading: pair('Loading silences …', 'サイレンスを読み込んでいます…'),
  none: pair('No silences.', 'サイレンスはありません。'),
  unavailable: pair(
    'Alertmanager, which keeps the silences, does not answer, so there are none to show and none can be added.',
    'サイレンスを管理する Alertmanager が応答しないため、表示も追加もできません。'
  ),
  outdated: pair(
    'The silences could not be loaded again, so what you see may be out of date. Check that Alertmanager is running.',
    'サイレンスを更新できませんでした。表示が古い可能性があります。Alertmanager が動いているか確認してください。'
  ),
  viewer: pair(
    'You are logged in as a viewer. To add or end silences, log in as an administrator. This command on the server prints a link:',
    '閲覧のみできます。サイレンスを追加または終了するには、サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：'
  ),
  states: { active: pair('Active', '有効'), pending: pair('Planned', '予定') },
  distance: {
    active: pair((left: string) => `${left} left`, (left) => `残り ${left}`),
    pending: pair((ahead: string) => `starts in ${ahead}`, (ahead) => `開始まで ${ahead}`)
  },
  target: pair((kind: string, value: string) => `${kind} ${value}`, (kind, value) => `${kind}：${value}`),
  period: pair((from: string, until: string) => `${from} to ${until}`, (from, until) => `${from} 〜 ${until}`),
  why: pair((reason: string, by: string) => `${reason} (${by})`, (reason, by) => `${reason}（${by}）`),
  end: { active: pair('End now', '今すぐ終了'), pending: pair('Cancel', '取りやめ') },
  add: pair('Silence alerts', '通知を止める'),
  fields: {
    device: pair('Device', '端末'), site: pair('Site', '拠点'), alertname: pair('Alert', 'アラート名'), span: pair('Duration', '期間'),
    from: pair('From', '開始'), until: pair('Until', '終了'), reason: pair('Reason', '理由'), by: pair('Your name', '名前')
  },
  targetHint: pair(
    'Fill in at least one. If you fill in several, only alerts that match all of them are silenced. The page Alerts shows them as ' +
    'suppressed.',
    '3 つのうち少なくとも 1 つを指定します。複数を指定すると、すべてに当てはまるアラートだけが対象です。アラートの画面には「通知停止中」と表示されます。'
  ),
  span: pair(
    (hours: number) => hours < 24 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${hours / 24} ${hours === 24 ? 'day' : 'days'}`,
    (hours) => hours < 24 ? `${hours} 時間` : `${hours / 24} 日間`
  ),
  planned: pair('Planned maintenance', '計画保守'),
  silence: pair('Silence', '通知を止める'),
  plan: pair('Plan maintenance', '計画保守を登録'),
  wrong: {
    target: pair('Choose a device, a site or an alert.', '端末、拠点、アラート名のいずれかを指定してください。'),
    device: pair('No device with this ID is enrolled.', 'この ID の端末は登録されていません。'),
    site: pair('No device is enrolled at this site.', 'この拠点に登録された端末はありません。'),
    alertname: pair('Enter the name of an alert, such as DeviceSilent.', 'DeviceSilent のように、アラート名を入力してください。'),
    from: pair('Enter the start of the maintenance.', '計画保守の開始日時を入力してください。'),
    until: pair('Enter an end in the future, at most 366 days after the start.', '現在より後で、開始より後、開始から 366 日以内の終了日時を入力してください。'),
    reason: pair('Enter a reason, in one line of at most 500 characters.', '理由を 1 行、500 文字以内で入力してください。'),
    by: pair('Enter a name of at most 64 characters.', '名前を 64 文字以内で入力してください。')
  },
  problems: {
    notReached: messages.refused.notReached,
    refused: pair((said: string) => `Alertmanager rejected this: “${said}”`, (said) => `Alertmanager が拒否しました：「${said}」`),
    notDone: pair('The server rejected this. Reload the page and try again.', 'サーバーが受け付けませんでした。ページを再読み込みして、もう一度試してください。')
  }
}
