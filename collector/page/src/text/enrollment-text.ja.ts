import type { EnrollmentText } from './enrollment-text.en.ts'

export const enrollmentTextJa: EnrollmentText = {
  add: '端末を追加',
  replace: 'カードを交換',
  viewer: '閲覧者としてログインしています。端末の追加は管理者が行えます。',
  submit: '次へ',
  sending: '登録しています…',
  close: '閉じる',
  preparing: 'トークンを作成しています…',
  paste: (id) => `${id} にする端末のターミナルに、次の 1 行を貼り付けてください。このサーバーからエージェントをインストールします。インターネットは不要です：`,
  needsAuthority: '先に、認証局の証明書 ca.pem を端末の /etc/mimamori/ca.pem にコピーしてください。ファイルの場所は、ガイド「コレクターの準備」の「https を使う場合」にあります。',
  timeLeft: (minutes) => minutes <= 1 ? 'この行を使えるのは 1 回だけです（残り 1 分以内）。' : `この行を使えるのは 1 回だけです（残り ${minutes} 分）。`,
  fromComputer: 'または、手元のパソコンで次のコマンドを実行すると、サーバーが SSH で端末をセットアップします（ガイド「端末を追加する」を参照）：',
  user: '端末のアカウント',
  userHint: 'sudo を使えるアカウント（例：pi）。サーバーがすでにログインできる端末なら、空欄のままで構いません。',
  expired: 'この行の有効期限が切れました。',
  renew: '新しい行を作成',
  oldKey: '古いカードのキーは、新しいカードから報告が届いた時点で無効になります。',
  noAgent: 'サーバーにエージェントがまだ用意されていません。サーバーの Mimamori のディレクトリーで次を実行してから、新しい行を作成してください：',
  onlyHere: 'コレクターはサーバー自身からの接続しか受け付けていないため、端末はまだ接続できません。',
  startOpen: '実行中のターミナルで Ctrl-C を押して止め、次のように起動し直してから、新しい行を作成してください：',
  setOpen: '/etc/mimamori/collector.conf に次の設定を書き、コレクターを再起動してから、新しい行を作成してください：',
  trust: 'https を使わない設定です。信頼できるネットワークだけで使ってください。https を使う方法は、ガイド「コレクターの準備」にあります。',
  waiting: '最初の報告を待っています…',
  online: (id) => `${id} が稼働を始めました。`,
  open: '端末のページを開く',
  another: '続けて端末を追加'
}
