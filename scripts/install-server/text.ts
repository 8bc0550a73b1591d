import type { Language } from '@mimamori/program/language'
import type { OldAnsible } from './old-ansible.ts'
import type { TokenRole } from './server.ts'
import { setUpCommand as setUp } from './set-up-command.ts'
import { takeOverTextEn, takeOverTextJa } from './take-over-text.ts'

const options = ['--address ADDRESS', '--http|--https', '--updaters ACCOUNTS', '--backups REPOSITORY', '--yes', '--plan', '--remove']

const usage = {
  en: `Usage: ${setUp.usage(...options)}`,
  ja: `使い方：${setUp.usage(...options)}`
}

/** The commands that bring the checkout to a path that the services can use. */
const copyCommands = (from: string): string => `
  sudo mkdir -p /opt/mimamori
  sudo cp -a ${from} /opt/mimamori/server
  sudo chown -R root:root /opt/mimamori/server
  sudo chmod -R go+rX-w /opt/mimamori/server`

/** Advice for a checkout, in which it may run. */
const npmStart = setUp.asks ? { en: '', ja: '' } : {
  en: 'If npm start is running, stop it with Ctrl-C. ',
  ja: 'npm start が動いていれば、Ctrl-C で止めてください。'
}

const alertingPortTaken = {
  en: (service: string) => (address: string) => `${address} is already in use, and ${service} needs it. ${npmStart.en}` +
    '“sudo ss -ltnp” shows which program it is',
  ja: (service: string) => (address: string) => `${address} はすでに使われていますが、${service} に必要です。${npmStart.ja}` +
    '使っているプログラムは「sudo ss -ltnp」でわかります'
}

const en = {
  usage: usage.en,
  help: `${usage.en}
Sets up the collector, Prometheus and Alertmanager as systemd services of this machine (Debian 13 or later, Raspberry Pi OS), an agent
that reports on the machine itself, and what it takes to add and update devices from here: a user of its own with an SSH key, its
rights, its inventory, and the agent for the devices.
Settings are in /etc/mimamori/collector.conf. Run it again after you change them, and after an update of Mimamori: it changes
only what needs it. ${setUp.asks ? 'It asks for what the options do not say, shows what it will do, and waits for a yes.' : 'It asks nothing, and takes over what npm start has stored in var/.'}
  --address ADDRESS     IP address or name by which devices and browsers reach this server
  --http                without https, on a network that you trust
  --https               with https beside http, by an authority of this server’s own
  --updaters ACCOUNTS   the accounts that may add and update devices, separated by commas; root: no others
  --backups REPOSITORY  sets backups up and prints their password: a directory on a mounted disk, or sftp:USER@HOST:DIRECTORY
  --yes                 does it without asking; a server that was set up keeps the rest as it is
  --plan                only lists what it would do
  --remove              removes the services; data and settings are kept`,
  notDebian: 'expected Debian 13 or later, or Raspberry Pi OS. On other systems, use Docker: docs/guides/full-stack.md',
  noSystemd: `systemd does not run on this machine. In a container, use ${setUp.asks ? '' : 'npm start or '}Docker (docs/guides/full-stack.md)`,
  notRoot: `this needs root. Run: ${setUp.bare}`,
  /** `quoted` for a shell. */
  checkoutNamed: (quoted: string) => 'the services can only run from a path of the letters a to z, digits and . _ - /, got ' +
    `${quoted}. Copy it to such a path, and run the command there:${copyCommands(quoted)}`,
  checkoutHidden: (checkout: string) => `the services cannot see ${checkout}. Copy it to where they can, and run the command ` +
    `there:${copyCommands(checkout)}`,
  checkoutNotRoots: (checkout: string) => `anyone who can write to ${checkout} can do everything that the services can, so it must ` +
    `belong to root. Run: sudo chown -R root:root ${checkout}`,
  checkoutWritable: (checkout: string) => `others than root can write to ${checkout}, and so can do everything that the services ` +
    `can. Run: sudo chmod -R go-w ${checkout}`,
  checkoutClosed: (checkout: string) => `the services run as users of their own, who cannot read ${checkout}. Run: sudo chmod -R ` +
    `go+rX ${checkout}`,
  /** A directory that the checkout lies in, as the next. */
  directoryNotRoots: (directory: string) => `others than root can write to ${directory}, and so can replace what the services run. ` +
    `Run: sudo chown root:root ${directory} && sudo chmod go-w ${directory}`,
  directoryClosed: (directory: string) => `the services run as users of their own, who cannot enter ${directory}. Run: sudo chmod ` +
    `go+x ${directory}`,
  portTaken: {
    'mimamori-collector': (address: string) => `${address} is already in use. ${npmStart.en}` +
      '“sudo ss -ltnp” shows which program it is. Stop it, or choose another MIMAMORI_LISTEN in /etc/mimamori/collector.conf',
    'mimamori-alertmanager': alertingPortTaken.en('mimamori-alertmanager'),
    'mimamori-prometheus': alertingPortTaken.en('mimamori-prometheus')
  },
  noSpace: ({ directory, neededMb, freeMb }: { readonly directory: string, readonly neededMb: number, readonly freeMb: number }) =>
    `${neededMb} MB must be free at ${directory} to copy what npm start has stored, and ${freeMb} MB are. Nothing was changed. Free ` +
    'some space and run this command again',
  commandFailed: (command: string, reason: string) => `“${command}” failed: ${reason}`,
  installFailed: (names: string, command: string) => `apt-get could not install ${names}; its message is above. Continuing without, ` +
    `so nobody is notified of alerts. Once the packages can be had (sudo ${command}), run this command again`,
  notReady: (service: string) => `${service} is not ready. Fix the cause and run this command again. The last lines of its log (sudo ` +
    `journalctl -u ${service} shows all):`,
  noConfiguration: 'the collector has not written a configuration for Alertmanager. Its log gives the cause: sudo journalctl -u ' +
    'mimamori-collector -n 20. Fix it, and run this command again',
  othersAlerting: (file: string) => `${file} names a Prometheus or Alertmanager of your own, so none is set up here`,
  withoutAlerts: (file: string) => `MIMAMORI_ALERTS=no in ${file}: Prometheus and Alertmanager are not set up, so nobody is ` +
    'notified of alerts',
  ...takeOverTextEn,
  installPackages: 'Install prometheus and prometheus-alertmanager, without starting their own services',
  write: (path: string) => `Write ${path}`,
  writeSettings: (path: string, url: string) => `Write ${path}: devices and browsers use ${url}`,
  createUsers: (names: string) => `Create the users ${names}`,
  completeDatabase: (file: string) => `Write all that is stored into ${file} itself`,
  move: (from: string, to: string) => `Move ${from} to ${to}`,
  share: 'Let Prometheus and Alertmanager read their tokens and configuration, each its own',
  daemonReload: 'Have systemd read its units again',
  enable: (service: string) => `Have ${service} start with the server`,
  change: {
    start: (service: string) => `Start ${service}`,
    restart: (service: string) => `Restart ${service}`,
    reload: (service: string) => `Have ${service} read its configuration again`
  },
  checkConfiguration: 'Check that the collector has written the configuration of Alertmanager',
  link: (path: string) => `Put the command mimamori on the PATH (${path})`,
  enroll: (device: string) => `Make this machine a device of its own collector (${device})`,
  othersAgent: (file: string) => `${file} is not of this command, so the agent on this machine is left as it is`,
  /** Programs that updates need, as the next. */
  installUpdatePackages: (names: string) => `Install ${names}`,
  updatePackages: {
    notInstalled: (names: string, command: string) => `not installed: ${names}. Continuing without, so devices cannot be added or ` +
      `updated from here. Once they can be installed (sudo ${command}), run this command again`,
    installing: (names: string) => `installing ${names}, to add and update devices with (once, about a minute) …`,
    installFailed: (names: string, command: string) => `apt-get could not install ${names}; its message is above. Continuing ` +
      `without, so devices cannot be added or updated from here. Once the packages can be had (sudo ${command}), run this command ` +
      'again'
  },
  oldAnsible: ({ found, needed }: OldAnsible) => `ansible-core ${found} is too old: adding and updating devices from here needs ` +
    `${needed} or later. Continuing without, so devices are only monitored. To add and update devices, set the server up on Debian ` +
    '13 or a Raspberry Pi OS based on it; without internet, bring the packages of Debian 13 on a USB stick ' +
    '(docs/guides/collector-setup.md, “Without internet”)',
  noSudo: 'sudo is not installed, so only root can start updates and add devices. Install it (apt-get install ' +
    '--no-install-recommends sudo), and run this command again',
  othersSudoers: (file: string, missing: string) => `${file} is not of this command, so it is left as it is. For administrators to ` +
    `add and update devices, add what it lacks with “sudo visudo -f ${file}”:\n  ${missing}`,
  othersInventory: (directory: string) => `${directory} is not of this command, so it is left as it is. “Ansible set-up” says what ` +
    'it needs: docs/guides/ansible-setup.md',
  noAdmins: (group: string) => `nobody is in the group ${group}, so only root can start updates and add devices. To let an account ` +
    `do it: ${setUp.withOptions('--updaters ACCOUNT')}`,
  createUpdatePaths: 'Create the directories and files of the user mimamori',
  createKey: (file: string) => `Create the SSH key with which the server logs in to devices (${file})`,
  allowPrograms: (group: string, file: string) => `Let the group ${group} start updates and add devices, as the user mimamori (${file})`,
  addUpdater: (name: string, group: string) => `Add ${name} to the group ${group}, from the next login on`,
  removeUpdater: (name: string, group: string) => `Remove ${name} from the group ${group}`,
  createToken: (role: TokenRole, file: string) => `Create a token for the role ${role} in ${file}`,
  enableCatchUp: 'Check every five minutes for devices that missed an update and are back (mimamori-catch-up.timer)',
  disableCatchUp: 'Stop mimamori-catch-up.timer',
  stopRequests: (file: string) => `Stop mimamori-requests: ${file} lets the page start nothing`,
  packAgent: (directory: string) => `Pack the agent for the devices (${directory})`,
  removeService: (service: string) => `Stop and remove ${service}`,
  remove: (path: string) => `Remove ${path}`,
  nothingToDo: 'Everything is as it should be; nothing to do.',
  notInstalled: 'No service of Mimamori is installed here; nothing to do.',
  ready: ({ url, services }: { readonly url: string, readonly services: string }) =>
    `\nRunning, and starting with the server: ${services}\n\nTo log in, run this and open the link that it prints:\n\n  sudo ` +
    `mimamori login\n\nYou should see the page of Mimamori at ${url}`,
  remaining: (paths: string) => 'Data, settings, users and Debian\'s packages are kept. To delete the data and settings too:\n\n  ' +
    `${setUp.deletion(paths)}\n`
}

/** All texts of `npm run install-server`. Those of steps are said before they are done, and listed by --plan. */
export type InstallServerText = typeof en

const ja: InstallServerText = {
  usage: usage.ja,
  help: `${usage.ja}
コレクター、Prometheus、Alertmanager と、このマシン自身の状態を報告するエージェントを、systemd サービスとして設定します
（Debian 13 以降、Raspberry Pi OS）。ここから端末を追加・更新するための専用ユーザー、SSH 鍵、権限、インベントリー、
端末用のエージェントも用意します。
設定は /etc/mimamori/collector.conf にあります。設定を変えたときと、Mimamori を新しくしたときは、もう一度実行してください。
必要なところだけが変わります。${setUp.asks ? 'オプションで指定していないことを質問し、行う内容を表示して、確認を求めます。' : '質問はしません。npm start が var/ に保存したデータは、そのまま引き継ぎます。'}
  --address アドレス    端末とブラウザーがこのサーバーに接続するときの IP アドレスまたは名前
  --http                https を使わない（信頼できるネットワークだけ）
  --https               http に加えて https も使う（このサーバーの認証局で証明書を作る）
  --updaters アカウント 端末を追加・更新できるアカウント（カンマ区切り）。root だけにするには root
  --backups 保存先      バックアップを設定し、パスワードを表示する：マウントしたディスクのディレクトリーか sftp:ユーザー@ホスト:ディレクトリー
  --yes                 確認せずに実行する。設定済みのサーバーでは、指定しないことは変わらない
  --plan                何をするかを表示するだけで、何も変えない
  --remove              サービスを取り除く（データと設定は残る）`,
  notDebian: 'Debian 13 以降か Raspberry Pi OS が必要です。ほかのシステムでは Docker を使ってください：docs/ja/guides/full-stack.md',
  noSystemd: `このマシンでは systemd が動いていません。コンテナーの中では${setUp.asks ? '' : ' npm start か'} Docker（docs/ja/guides/full-stack.md）を使ってください`,
  notRoot: `root 権限が必要です。次のように実行してください：${setUp.bare}`,
  checkoutNamed: (quoted) => `パスに使えるのは英数字と . _ - / だけですが、${quoted} にはほかの文字があります。次のようにコピーし、そこで実行してください：${copyCommands(quoted)}`,
  checkoutHidden: (checkout) => `${checkout} はサービスから見えない場所にあります。次のようにコピーし、そこで実行してください：${copyCommands(checkout)}`,
  checkoutNotRoots: (checkout) => `${checkout} に書き込める人は、サービスの権限で何でもできてしまうため、所有者を root にする必要があります。次を実行してください：sudo chown -R root:root ` +
    `${checkout}`,
  checkoutWritable: (checkout) => `root 以外のユーザーが ${checkout} に書き込めるため、サービスの権限で何でもできてしまいます。次を実行してください：sudo chmod -R go-w ${checkout}`,
  checkoutClosed: (checkout) => `サービスは専用のユーザーで動くため、${checkout} を読めません。次を実行してください：sudo chmod -R go+rX ${checkout}`,
  directoryNotRoots: (directory) => `root 以外のユーザーが ${directory} に書き込めるため、サービスのプログラムを置き換えられてしまいます。次を実行してください：sudo chown root:root ` +
    `${directory} && sudo chmod go-w ${directory}`,
  directoryClosed: (directory) => `サービスは専用のユーザーで動くため、${directory} に入れません。次を実行してください：sudo chmod go+x ${directory}`,
  portTaken: {
    'mimamori-collector': (address) => `${address} はすでに使われています。${npmStart.ja}` +
      '使っているプログラムは「sudo ss -ltnp」でわかります。それを止めるか、/etc/mimamori/collector.conf の MIMAMORI_LISTEN を別のポートにしてください',
    'mimamori-alertmanager': alertingPortTaken.ja('mimamori-alertmanager'),
    'mimamori-prometheus': alertingPortTaken.ja('mimamori-prometheus')
  },
  noSpace: ({ directory, neededMb, freeMb }) => `npm start が保存したデータをコピーするには、${directory} に ${neededMb} MB の空きが必要ですが、${freeMb} MB ` +
    'しかありません。まだ何も変えていません。空きを増やしてから、このコマンドをもう一度実行してください',
  commandFailed: (command, reason) => `「${command}」が失敗しました：${reason}`,
  installFailed: (names, command) => `apt-get で ${names} をインストールできませんでした。理由は上の apt-get ` +
    `のメッセージにあります。なしで続けますが、アラートは誰にも届きません。パッケージを入手できるようになったら（sudo ${command}）、このコマンドをもう一度実行してください`,
  notReady: (service) => `${service} が準備できていません。原因を直してから、このコマンドをもう一度実行してください。ログの最後の数行（すべてを見るには sudo journalctl -u ${service}）：`,
  noConfiguration: 'コレクターが Alertmanager の設定を書いていません。原因はログにあります：sudo journalctl -u mimamori-collector -n 20。直してから、このコマンドをもう一度実行してください',
  othersAlerting: (file) => `${file} に自分で運用している Prometheus か Alertmanager が書かれているため、ここでは設定しません`,
  withoutAlerts: (file) => `${file} に MIMAMORI_ALERTS=no とあるため、Prometheus と Alertmanager を設定しません。アラートは誰にも届きません`,
  ...takeOverTextJa,
  installPackages: 'prometheus と prometheus-alertmanager をインストールする（パッケージ付属のサービスは起動しない）',
  write: (path) => `${path} を書く`,
  writeSettings: (path, url) => `${path} を書く（端末とブラウザーは ${url} に接続する）`,
  createUsers: (names) => `ユーザー ${names} を作る`,
  completeDatabase: (file) => `保存した内容をすべて ${file} 本体に書き込む`,
  move: (from, to) => `${from} を ${to} に移す`,
  share: 'Prometheus と Alertmanager が、それぞれ自分のトークンと設定を読めるようにする',
  daemonReload: 'systemd にユニットを読み直させる',
  enable: (service) => `サーバーの起動時に ${service} が起動するようにする`,
  change: {
    start: (service) => `${service} を起動する`,
    restart: (service) => `${service} を再起動する`,
    reload: (service) => `${service} に設定を読み直させる`
  },
  checkConfiguration: 'コレクターが Alertmanager の設定を書いたことを確かめる',
  link: (path) => `コマンド mimamori をどこからでも使えるようにする（${path}）`,
  enroll: (device) => `このマシン自身を端末として登録する（${device}）`,
  othersAgent: (file) => `${file} はこのコマンドが書いたものではないため、このマシンのエージェントには手を加えません`,
  installUpdatePackages: (names) => `${names} をインストールする`,
  updatePackages: {
    notInstalled: (names, command) => `${names} がインストールされていません。なしで続けますが、ここから端末を追加したり更新したりできません。インストールできるようになったら（sudo ` +
      `${command}）、このコマンドをもう一度実行してください`,
    installing: (names) => `端末の追加と更新に使う ${names} をインストールしています（1 回だけ、約 1 分）…`,
    installFailed: (names, command) => `apt-get で ${names} をインストールできませんでした。理由は上の apt-get ` +
      `のメッセージにあります。なしで続けますが、ここから端末を追加したり更新したりできません。パッケージを入手できるようになったら（sudo ${command}）、このコマンドをもう一度実行してください`
  },
  oldAnsible: ({ found, needed }) => `ansible-core ${found} は古すぎます。ここから端末を追加・更新するには ${needed} ` +
    '以降が必要です。なしで続けますが、できるのは監視だけです。追加・更新もするには、Debian 13 か、それに基づく Raspberry Pi OS でサーバーを作り直してください。インターネットがない場合は、Debian 13 のパッケージを USB ' +
    'メモリで持ち込みます（docs/ja/guides/collector-setup.md の「インターネットがない場合」）',
  noSudo: 'sudo がインストールされていないため、更新の開始と端末の追加は root にしかできません。インストールしてから（apt-get install --no-install-recommends sudo）、このコマンドをもう一度実行してください',
  othersSudoers: (file, missing) => `${file} はこのコマンドが書いたものではないため、手を加えません。管理者が端末を追加・更新できるように、「sudo visudo -f ` +
    `${file}」で足りない行を追加してください：\n  ${missing}`,
  othersInventory: (directory) => `${directory} はこのコマンドが作ったものではないため、手を加えません。必要な内容は「Ansible の準備」にあります：docs/ja/guides/ansible-setup.md`,
  noAdmins: (group) => `グループ ${group} に誰もいないため、更新の開始と端末の追加は root にしかできません。アカウントに許可するには：${setUp.withOptions('--updaters アカウント')}`,
  createUpdatePaths: 'ユーザー mimamori のディレクトリーとファイルを作る',
  createKey: (file) => `サーバーが端末にログインするための SSH 鍵を作る（${file}）`,
  allowPrograms: (group, file) => `グループ ${group} が、ユーザー mimamori として更新の開始と端末の追加をできるようにする（${file}）`,
  addUpdater: (name, group) => `${name} をグループ ${group} に入れる（次のログインから有効）`,
  removeUpdater: (name, group) => `${name} をグループ ${group} から外す`,
  createToken: (role, file) => `役割 ${role} のトークンを ${file} に作る`,
  enableCatchUp: '更新を受け損ねた端末がまた報告しているかを 5 分ごとに調べる（mimamori-catch-up.timer）',
  disableCatchUp: 'mimamori-catch-up.timer を止める',
  stopRequests: (file) => `mimamori-requests を止める（${file} は、管理画面からの開始を許可していない）`,
  packAgent: (directory) => `端末用のエージェントをまとめる（${directory}）`,
  removeService: (service) => `${service} を止めて取り除く`,
  remove: (path) => `${path} を削除する`,
  nothingToDo: 'すべて正しく設定されています。することはありません。',
  notInstalled: 'Mimamori のサービスはインストールされていません。することはありません。',
  ready: ({ url, services }) => `\n動いているサービス（サーバーの起動時に自動で起動します）：${services}\n\nログインするには、次を実行し、表示されるリンクを開いてください：\n\n  sudo mimamori ` +
    `login\n\n${url} に Mimamori の管理画面が表示されます`,
  remaining: (paths) => `データ、設定、ユーザー、Debian のパッケージは残っています。データと設定も削除するには：\n\n  ${setUp.deletion(paths)}\n`
}

const texts = { en, ja } as const

export const installServerText = (language: Language): InstallServerText => texts[language]
