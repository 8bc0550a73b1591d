import type { Language } from '@mimamori/program/language'

const usage = {
  en: 'Usage: npm run bundle [-- --architecture arm64|amd64] [--release DIRECTORY]…',
  ja: '使い方：npm run bundle [-- --architecture arm64|amd64] [--release ディレクトリー]…'
}

const en = {
  usage: usage.en,
  help: (directory: string, setting: string, keyDirectory: string) => `${usage.en}
Makes mimamori-VERSION-ARCHITECTURE.tar in ${directory}: the Debian packages of this checkout, all that they need of Debian,
Node.js for the agents of devices of the other architecture, and install.sh, which installs them on a server without
internet. apt on this machine fetches Debian's packages, so it must run the same release of Debian as the server.
  --architecture ARCHITECTURE  of the server: arm64 (Raspberry Pi) or amd64 (default: both)
  --release DIRECTORY  also brings what is checked out there, and install.sh publishes it as a release for the devices; its name is
                          that of the folder, or give NAME=DIRECTORY. May be repeated
Environment:
  ${setting}  the GnuPG directory with the key that signs the packages; a key is made if
                          there is none (default: ${keyDirectory})`,
  fetching: (architecture: string) => `Fetching Debian's packages for ${architecture} …`,
  fetchingNode: (spec: string) => `Fetching ${spec} for the agents of other devices …`,
  noCheckout: (given: string) => `--release: expected a directory of git with a commit, got ${JSON.stringify(given)}`,
  badName: (given: string) => '--release: the name of a release has small letters, digits and hyphens only; give NAME=DIRECTORY ' +
    `instead of ${JSON.stringify(given)}`,
  uncommitted: (given: string) => `--release: ${given} has changes that are not committed, so they would be missing. Commit them, and run this again`,
  hasRelease: (name: string, commit: string) => `With the release ${name} ${commit}.`,
  made: (file: string, megabytes: number) => `${file} (${megabytes} MB)`,
  fingerprint: (fingerprint: string) => `Signed with the key ${fingerprint}. Note this fingerprint on paper: install.sh asks for it.`,
  toolMissing: (tool: string) => `${tool} is missing. Run: sudo apt-get install --no-install-recommends apt dpkg-dev gpg gpg-agent tar`,
  toolFailed: (tool: string, reason: string) => `${tool}: ${reason}`
}

/** All texts of `npm run bundle`. */
export type BundleText = typeof en

const ja: BundleText = {
  usage: usage.ja,
  help: (directory, setting, keyDirectory) => `${usage.ja}
mimamori-バージョン-アーキテクチャー.tar を ${directory} に作ります。このチェックアウトの Debian パッケージ、それに必要な
Debian のパッケージすべて、別のアーキテクチャーの端末のエージェント用の Node.js、インターネットのないサーバーに
インストールする install.sh が含まれます。Debian のパッケージはこのマシンの apt で取得するので、サーバーと同じバージョンの
Debian で実行してください。
  --architecture アーキテクチャー  サーバーのアーキテクチャー：arm64（Raspberry Pi）か amd64（標準：両方）
  --release ディレクトリー  そこにチェックアウトされているものも含め、端末のリリースとして install.sh で公開します。名前はフォルダーの名前です。
                          「名前=ディレクトリー」でも指定できます。繰り返し指定できます
環境変数：
  ${setting}  パッケージに署名するキーがある GnuPG のディレクトリー。キーがなければ作ります
                          （標準：${keyDirectory}）`,
  fetching: (architecture) => `Debian のパッケージ（${architecture}）を取得しています…`,
  fetchingNode: (spec) => `ほかの端末のエージェント用に ${spec} を取得しています…`,
  noCheckout: (given) => `--release には、コミットのある git のディレクトリーを指定してください（指定された値：${JSON.stringify(given)}）`,
  badName: (given) => '--release：リリースの名前に使えるのは英小文字、数字、ハイフンだけです。「名前=ディレクトリー」の形で指定してください' +
    `（指定された値：${JSON.stringify(given)}）`,
  uncommitted: (given) => `--release：${given} にコミットしていない変更があり、このままでは含まれません。コミットしてから、もう一度実行してください`,
  hasRelease: (name, commit) => `リリース ${name} ${commit} を含みます。`,
  made: (file, megabytes) => `${file}（${megabytes} MB）`,
  fingerprint: (fingerprint) => `署名に使ったキー：${fingerprint}\nこのフィンガープリントを紙に控えてください。install.sh で確認します。`,
  toolMissing: (tool) => `${tool} がありません。次を実行してください：sudo apt-get install --no-install-recommends apt dpkg-dev gpg gpg-agent tar`,
  toolFailed: (tool, reason) => `${tool}：${reason}`
}

const texts = { en, ja } as const

export const bundleText = (language: Language): BundleText => texts[language]
