/* All texts of set-up. */
const en = {
  help: 'nothing is set up here yet. npm start sets everything up, in up to a minute, and starts Mimamori; after that, ' +
    'npm start -- --help lists its settings. The guides are in docs/guides.',
  installing: 'installing the npm packages that this command needs (once, up to a minute) …',
  mayNotInstall: (root, command) => `this version needs other npm packages, and only a user with write access to ${root} ` +
    `can install them. Run this once as an administrator: cd ${root} && sudo ${command}`,
  noNpm: (reason) => `could not start npm (${reason}). On Debian: sudo apt-get install npm`,
  npmFailed: (root) => 'npm could not install the packages that this version needs; its message is above. ' +
    'This time, it needs the npm registry or a mirror of it (npm config set registry URL). Without either, run this version on a ' +
    `machine of the same kind that has access to one, copy its folder node_modules to ${root}, and run the same command again.`,
  packagesStay: 'the npm packages that were installed before are unchanged.',
  noNode: (platform) => `Mimamori needs Node.js 24, and there is no npm package of it for ${platform}. ` +
    'Install Node.js 24 and run the same command again.',
  peersMissing: (command) => `the tests need programs that are not installed. Run this as an administrator: ${command}`,
  installingPeers: (names) => `installing what the tests need: ${names} …`,
  peersFailed: (command) => 'apt-get could not install what the tests need; its message is above. ' +
    `To install it by hand: ${command}`
}

const ja = {
  help: 'まだ準備ができていません。npm start で準備（1 分以内）が済み、Mimamori が起動します。そのあとは ' +
    'npm start -- --help で設定の一覧を表示できます。ガイドは docs/ja/guides にあります。',
  installing: 'このコマンドに必要な npm パッケージをインストールしています（初回のみ、1 分以内）…',
  mayNotInstall: (root, command) => `この版には別の npm パッケージが必要ですが、インストールできるのは ${root} に書き込めるユーザーだけです。` +
    `管理者として 1 回実行してください：cd ${root} && sudo ${command}`,
  noNpm: (reason) => `npm を起動できません（${reason}）。Debian では：sudo apt-get install npm`,
  npmFailed: (root) => 'この版に必要なパッケージを npm がインストールできませんでした。理由は上の npm のメッセージにあります。' +
    '今回だけ npm のレジストリか、そのミラー（npm config set registry URL）が必要です。どちらもなければ、' +
    `つながる同じ種類のマシンでこの版を 1 回実行し、その node_modules フォルダーを ${root} にコピーして、同じコマンドをもう一度実行してください。`,
  packagesStay: '前からあった npm パッケージはそのまま残っています。',
  noNode: (platform) => `Node.js 24 が必要ですが、${platform} 用のパッケージがありません。Node.js 24 を入れてから、同じコマンドをもう一度実行してください。`,
  peersMissing: (command) => `テストに必要なプログラムがありません。管理者として次を実行してください：${command}`,
  installingPeers: (names) => `テストに必要なものをインストールしています：${names} …`,
  peersFailed: (command) => `テストに必要なものを apt-get でインストールできませんでした。上のメッセージを確認してください。手で行うには：${command}`
}

export const texts = { en, ja }

/** The texts of the locale that the environment names (locale(7)). */
export const text = /^ja(?:[-_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? ja : en
