import type { Language } from '@mimamori/program/language'
import { layout } from './layout.ts'
import { setUpCommand as setUp } from './set-up-command.ts'

const en = {
  question: (question: string) => `${question}:`,
  questionWith: (question: string, suggestion: string) => `${question} [${suggestion}]:`,
  /** Each is asked with what Enter stands for. */
  address: 'Address or name by which devices and browsers reach this server',
  transport: 'With http alone, anyone on the network can read keys and passwords. With https, each browser needs the certificate of this ' +
    'server’s own authority, which is made now; http goes on beside it.\nhttp or https',
  updaters: 'Accounts that may add and update devices, separated by commas',
  backups: 'Nightly backups: a directory on a mounted disk, such as /media/usb/mimamori, or sftp:USER@HOST:DIRECTORY',
  none: 'none',
  noTransport: () => 'Type http or https.',
  noAddress: (answer: string) => `expected an IP address or a name without a port, got ${JSON.stringify(answer)}`,
  unknownAccounts: (names: string) => `no such account on this machine: ${names}`,
  noAccounts: (answer: string) => `expected names of accounts, separated by commas, got ${JSON.stringify(answer)}`,
  noRepository: () => 'expected a path that begins with /, or sftp:, s3: or rest: and no password',
  willDo: '\nThis is what it will do:',
  goOn: '\nDo it? [y/N]',
  unchanged: 'Nothing was changed.',
  missing: (options: string) => `there is no terminal to ask on. Add these options: ${options} (${setUp.withOptions('--help')} explains them)`,
  bothTransports: '--http and --https exclude each other',
  hasHttps: `this server has https. To go back to http alone, remove MIMAMORI_HTTPS_LISTEN from ${layout.settings}, or the MIMAMORI_TLS_ ` +
    'lines (and add MIMAMORI_ALLOW_HTTP=yes), and run this command without --http',
  enableHttps: 'Make an authority and a certificate, and serve https at port 8443, beside http (mimamori https enable)',
  setUpBackups: (repository: string) => `Set up backups to ${repository}; prints their password`,
  otherBackups: (file: string) => `backups are set up already, to another place. Change it in ${file}`
}

/** The texts about what a person decides. */
export type DecisionText = typeof en

const ja: DecisionText = {
  question: (question) => `${question}：`,
  questionWith: (question, suggestion) => `${question} [${suggestion}]：`,
  address: '端末とブラウザーがこのサーバーに接続するときのアドレスまたは名前',
  transport: 'http だけでは、ネットワーク上の誰でもキーやパスワードを読めます。https を使うには、これから作る認証局の証明書を各ブラウザーに追加します（http も引き続き使えます）。\n' +
    'http または https',
  updaters: '端末を追加・更新できるアカウント（カンマ区切り）',
  backups: '毎晩のバックアップの保存先。マウントしたディスクのディレクトリー（例：/media/usb/mimamori）か sftp:ユーザー@ホスト:ディレクトリー',
  none: 'なし',
  noTransport: () => 'http か https と入力してください。',
  noAddress: (answer) => `IP アドレスか、ポートを付けない名前を入力してください（入力された値：${JSON.stringify(answer)}）`,
  unknownAccounts: (names) => `このマシンにないアカウントです：${names}`,
  noAccounts: (answer) => `アカウント名をカンマ区切りで指定してください（指定された値：${JSON.stringify(answer)}）`,
  noRepository: () => '/ で始まるパスか、sftp:、s3:、rest: で始まりパスワードを含まないものを入力してください',
  willDo: '\n次のことを行います：',
  goOn: '\n実行しますか？ [y/N]',
  unchanged: '何も変えていません。',
  missing: (options) => `ターミナルがないため、質問できません。次のオプションを追加してください：${options}（説明：${setUp.withOptions('--help')}）`,
  bothTransports: '--http と --https は同時に指定できません',
  hasHttps: `このサーバーは https を使っています。http だけに戻すには、${layout.settings} から MIMAMORI_HTTPS_LISTEN の行か MIMAMORI_TLS_ の行を削除し（後者では MIMAMORI_ALLOW_HTTP=yes も追加し）、--http を付けずにこのコマンドを実行してください`,
  enableHttps: '認証局と証明書を作り、http に加えてポート 8443 で https を受け付ける（mimamori https enable）',
  setUpBackups: (repository) => `${repository} へのバックアップを設定し、そのパスワードを表示する`,
  otherBackups: (file) => `バックアップは、別の保存先ですでに設定されています。変更するには ${file} を編集してください`
}

const texts = { en, ja } as const

export const decisionText = (language: Language): DecisionText => texts[language]
