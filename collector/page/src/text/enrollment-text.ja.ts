import type { EnrollmentText } from './enrollment-text.en.ts'

export const enrollmentTextJa: EnrollmentText = {
  add: '端末を追加',
  setUp: 'セットアップ',
  replace: 'カードを交換',
  viewer: '閲覧者としてログインしています。端末の追加は管理者が行えます。',
  submit: '次へ',
  sending: '登録しています…',
  close: '閉じる',
  preparing: 'トークンを作成しています…',
  paste: (id) => `${id} にする端末のターミナルに、次の 1 行を貼り付けてください。このサーバーからエージェントをインストールします。インターネットは不要です：`,
  timeLeft: (minutes) => minutes <= 1 ? 'この行を使えるのは 1 回だけです（残り 1 分以内）。' : `この行を使えるのは 1 回だけです（残り ${minutes} 分）。`,
  overSsh: 'サーバーから SSH で端末をセットアップすることもできます（ガイド「端末を追加する」を参照）。',
  user: '端末のアカウント',
  userHint: 'sudo を使えるアカウント（例：pi）。サーバーがすでにログインできる端末なら、空欄のままで構いません。',
  onComputer: '手元のパソコンで次を実行してください：',
  expired: 'この行の有効期限が切れました。',
  renew: '新しい行を作成',
  oldKey: '古いカードのキーは、新しいカードから最初の報告が届くまで使えます。',
  obstacles: '端末はまだセットアップできません。',
  obstacle: {
    loopback: 'コレクターは、サーバー自身からの接続しか受け付けていません。',
    http: 'ネットワークからの https を使わない接続は許可されていません。',
    publicUrl: 'コレクターの公開 URL は、サーバー自身からしか開けません。',
    network: 'サーバーがネットワークに接続されていません。端末と同じネットワークに接続してください。',
    agent: 'インストールするエージェントがサーバーにありません。サーバーの Mimamori のディレクトリーで、次を実行してください：',
    authority: '先に、認証局の証明書 ca.pem を各端末の /etc/mimamori/ca.pem にコピーしてください。ファイルの場所は、ガイド「コレクターの準備」の「https を使う場合」にあります。'
  },
  restart: {
    npm: 'コレクターを実行しているターミナルで Ctrl-C を押して止め、次のように起動し直してください：',
    service: '/etc/mimamori/collector.conf に次の設定を書いてください：',
    container: 'compose.yaml と同じディレクトリーの .env に次の設定を書いてください：'
  },
  apply: '続けて次を実行してください：',
  fillIn: 'ADDRESS は、サーバーのネットワーク上のアドレスに置き換えてください。',
  secrets: (names) => `${names} は、これまでと同じ値を設定してください（秘密の値はここに表示されません）。`,
  trust: 'https を使わない設定です。信頼できるネットワークだけで使ってください。https を使う方法は、ガイド「コレクターの準備」にあります。',
  checkAgain: '再確認',
  anyway: 'このまま登録',
  scraping: 'インストールは不要です。サーバーがメトリクスを取得するのを待っています…',
  waiting: '最初の報告を待っています…',
  online: (id) => `${id} が稼働を始めました。`,
  open: '端末のページを開く',
  another: '続けて端末を追加'
}
