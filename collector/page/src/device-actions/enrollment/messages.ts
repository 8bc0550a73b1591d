import { pair } from '../../text/index.ts'

/** The messages of Add a device, Set up, and Replace card. */
export const enrollmentMessages = {
  add: pair('Add a device', '端末を追加'),
  submit: pair('Continue', '次へ'),
  sending: pair('Enrolling …', '登録しています…'),
  preparing: pair('Creating a token …', 'トークンを作成しています…'),
  paste: pair(
    (id: string) => `On the device that becomes ${id}, paste this command into a terminal. It installs the agent from this server, ` +
      'without internet access:',
    (id) => `${id} にする端末のターミナルに、次のコマンドを貼り付けてください。このサーバーからエージェントをインストールします。インターネットは不要です：`
  ),
  timeLeft: pair(
    (minutes: number) => minutes <= 1
      ? 'The command can be used once, within the next minute.'
      : `The command can be used once, within ${minutes} minutes.`,
    (minutes) => minutes <= 1 ? 'このコマンドは 1 回だけ使えます（残り 1 分以内）。' : `このコマンドは 1 回だけ使えます（残り ${minutes} 分）。`
  ),
  overSsh: pair(
    'Or let the server set the device up over SSH (guide “Adding a device”).',
    'サーバーから SSH で端末をセットアップすることもできます（ガイド「端末を追加する」を参照）。'
  ),
  user: pair('Account on the device', '端末のアカウント'),
  userHint: pair(
    'One with sudo, such as pi. Leave it empty if the server can log in to the device already.',
    'sudo を使えるアカウント（例：pi）。サーバーがすでにログインできる端末なら、空欄のままで構いません。'
  ),
  onComputer: pair('Run this on your own computer:', '手元のパソコンで次を実行してください：'),
  expired: pair('The command has expired. Press “Create a new command”.', 'このコマンドは期限切れです。「コマンドを再作成」を押してください。'),
  renew: pair('Create a new command', 'コマンドを再作成'),
  oldKey: pair('The key of the old card works until the new card’s first report.', '古いカードのキーは、新しいカードから最初の報告が届くまで使えます。'),
  obstacles: pair('No device can set itself up yet.', '端末はまだセットアップできません。'),
  obstacle: {
    loopback: pair('The collector listens only for its own machine.', 'コレクターは、サーバー自身からの接続しか受け付けていません。'),
    http: pair('Connections from the network without https are not allowed.', 'ネットワークからの https を使わない接続は許可されていません。'),
    publicUrl: pair('The public URL of the collector leads only to its own machine.', 'コレクターの公開 URL は、サーバー自身からしか開けません。'),
    network: pair('The server is on no network: connect it to that of the devices.', 'サーバーがネットワークに接続されていません。端末と同じネットワークに接続してください。'),
    agent: pair(
      'The server has no agent to install. Run this on it, in the directory of Mimamori:',
      'インストールするエージェントがサーバーにありません。サーバーの Mimamori のディレクトリーで、次を実行してください：'
    ),
    authority: pair(
      'Each device first needs the certificate of your authority: copy the file ca.pem to it, as /etc/mimamori/ca.pem. The guide ' +
      '“Collector set-up”, With https, says where it is.',
      '先に、認証局の証明書 ca.pem を各端末の /etc/mimamori/ca.pem にコピーしてください。ファイルの場所は、ガイド「コレクターの準備」の「https を使う場合」にあります。'
    )
  },
  restart: {
    npm: pair(
      'In the terminal where the collector runs, stop it with Ctrl-C. Then start it like this:',
      'コレクターを実行しているターミナルで Ctrl-C を押して止め、次のように起動し直してください：'
    ),
    service: pair('Write this into /etc/mimamori/collector.conf:', '/etc/mimamori/collector.conf に次の設定を書いてください：'),
    container: pair('Write this into the file .env next to compose.yaml:', 'compose.yaml と同じディレクトリーの .env に次の設定を書いてください：')
  },
  apply: pair('Then run:', '続けて次を実行してください：'),
  fillIn: pair('Replace ADDRESS with the address of the server on the network.', 'ADDRESS は、サーバーのネットワーク上のアドレスに置き換えてください。'),
  secrets: pair(
    (names: string) => `Set ${names} as you did before: this page does not show secrets.`,
    (names) => `${names} は、これまでと同じ値を設定してください（秘密の値はここに表示されません）。`
  ),
  trust: pair(
    'This is without https, for a network that you trust. The guide “Collector set-up” has the way with https.',
    'https を使わない設定です。信頼できるネットワークだけで使ってください。https を使う方法は、ガイド「コレクターの準備」にあります。'
  ),
  checkAgain: pair('Check again', '再確認'),
  anyway: pair('Register anyway', 'このまま登録'),
  scraping: pair('Nothing is to be installed. Waiting until the server has fetched its metrics …', 'インストールは不要です。サーバーがメトリクスを取得するのを待っています…'),
  waiting: pair('Waiting for the first report …', '最初の報告を待っています…'),
  online: pair((id: string) => `${id} is online.`, (id) => `${id} が稼働を始めました。`),
  open: pair('Open its page', '端末のページを開く'),
  another: pair('Add another device', '続けて端末を追加')
}
