import type { ReceiverTestStepText, ReceiverTestText } from './receiver-test-text.en.ts'

export const receiverTestTextJa: ReceiverTestText = {
  mailTaken: ({ at, to }) => `メールサーバー ${at} が ${to} 宛てのテストを受け付けました。まもなく届きます。`,
  taken: ({ at }) => `${at} がテストを受け付けました。送信先の画面で確認してください。`,
  collectorNotReached: ({ said }) =>
    `Alertmanager からコレクターにテストを渡せませんでした${said === '' ? '' : `：「${said}」`}。トークンファイルを読み取れることと、コレクターに接続できることを確認してください。`,
  noSign: ({ seconds }) =>
    `Alertmanager はテストを受け取りましたが、${seconds} 秒以内に送信しませんでした。もう一度試し、変わらなければ Alertmanager のログを確認してください。`,
  disabled: ({ name }) => `${name} は無効になっているため、誰にも通知されません。有効にしてから、もう一度試してください。`,
  noAlertmanager: () =>
    'Alertmanager が設定されていないため、アラートは誰にも通知されません。サーバーの設定で Alertmanager を有効にするか、MIMAMORI_ALERTMANAGER_URL を設定してください。',
  unreachable: ({ at }) => `Alertmanager（${at}）が応答しないため、アラートは誰にも通知されません。起動してから、もう一度試してください。`,
  notInUse: ({ name }) =>
    `Alertmanager に ${name} がまだ設定されていません。ここに表示された設定を Alertmanager に貼り付けて再読み込みし、もう一度試してください。`,
  refused: ({ said }) => `Alertmanager がテストを拒否しました：「${said}」。`
}

export const receiverTestStepTextJa: ReceiverTestStepText = {
  toAlertmanager: () => 'コレクターから Alertmanager へ',
  toCollector: () => 'Alertmanager からコレクターへ',
  fromCollector: ({ at }) => `コレクターから ${at} へ`
}
