/* All that set-up says to a person. */
const en = {
  installing: 'installing the npm packages (once, about a minute) …',
  noNpm: (reason) => `could not start npm (${reason}). On Debian: sudo apt-get install npm`,
  npmFailed: 'npm could not install the packages; its message is above. Mend that and run the same command again.',
  noNode: (platform) => `runs on Node.js 24, and there is no package of it for ${platform}. Install Node.js 24 and run the same command again.`,
  peersMissing: (command) => `the tests need programs that are not here. As an administrator: ${command}`,
  installingPeers: (names) => `installing what the tests need: ${names} …`,
  peersFailed: (command) => `apt-get could not install what the tests need; its message is above. By hand: ${command}`
}

const ja = {
  installing: 'npm のパッケージをインストールしています（初回のみ、約 1 分）…',
  noNpm: (reason) => `npm を起動できません（${reason}）。Debian では: sudo apt-get install npm`,
  npmFailed: 'npm がパッケージをインストールできませんでした。上の npm のメッセージの問題を直してから、同じコマンドをもう一度実行してください。',
  noNode: (platform) => `Node.js 24 が必要ですが、${platform} 用のパッケージがありません。Node.js 24 を入れてから、同じコマンドをもう一度実行してください。`,
  peersMissing: (command) => `テストに必要なプログラムがありません。管理者として次を実行してください: ${command}`,
  installingPeers: (names) => `テストに必要なものをインストールしています: ${names} …`,
  peersFailed: (command) => `テストに必要なものを apt-get でインストールできませんでした。上のメッセージを確認してください。手で行うには: ${command}`
}

export const texts = { en, ja }

/** By the locale that the environment names (locale(7)). */
export const text = /^ja(?:[_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? ja : en
