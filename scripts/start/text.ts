import type { Language } from '@mimamori/program/language'
import type { Listener } from './listener.ts'
import type { RefusedRules } from './custom-rules.ts'

const newCertificate = (names: string | undefined, address: string): string =>
  'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=mimamori -addext ' +
    `subjectAltName=${names === undefined ? '' : `${names},`}IP:${address} -keyout key.pem -out cert.pem`

const byProgram = (by: Listener | undefined): string => by === undefined ? '' : ` by ${by.name} (process ${by.pid})`
const usedBy = (by: Listener | undefined): string => by === undefined ? 'すでに' : ` ${by.name}（プロセス ${by.pid}）に`

const ended = {
  en: (why: string) => (id: string, keyFile: string) => `this machine is enrolled as ${id}, but ${why}, so its reports are rejected. ` +
    `To bring it back, delete ${keyFile} and start again: it then gets a new key`,
  ja: (why: string) => (id: string, keyFile: string) => `このマシンは ${id} として登録済みですが、${why}ため、報告は受け付けられません。` +
    `元に戻すには、${keyFile} を削除してもう一度起動してください（新しいキーになります）`
}

const en = {
  starting: (name: string) => `starting ${name} …`,
  running: (name: string, address: string) => `${name} runs at ${address}`,
  notInstalled: (names: string, command: string) => `not installed: ${names}. Continuing without, so nobody is notified of alerts. ` +
    `To install on Debian: sudo ${command}`,
  installing: (names: string) => `installing ${names}, which alert people (once, about a minute) …`,
  installFailed: (names: string, command: string) => `apt-get could not install ${names}; its message is above. Continuing without, ` +
    `so nobody is notified of alerts. To try again: sudo ${command}`,
  withoutAlerts: 'MIMAMORI_ALERTS=no: Prometheus and Alertmanager are not started, so nobody is notified of alerts',
  ruleFileRefused: (refused: RefusedRules) => refused.kind === 'unchecked'
    ? `the rules in ${refused.file} are not used: promtool, which would check them, is not installed. Install it (it comes with ` +
      'Prometheus) and start again'
    : `the rules in ${refused.file} are not used: ${refused.reason}. Correct the file and check it: promtool check rules ${refused.file}`,
  enrolled: (id: string) => `this machine is enrolled as ${id}`,
  known: (id: string) => `this machine is already enrolled as ${id}`,
  /** Enrolled, but as a device whose reports are rejected. */
  ended: { revoked: ended.en('its keys were revoked'), retired: ended.en('it was retired') },
  keyReplaced: (id: string) => `the key of ${id} was lost, so a new one was issued`,
  ready: (link: string) => `\nOpen this link to log in:\n\n  ${link}\n`,
  linkLasts: (command: string) => `It works once, within ten minutes. For a new link, run this in a second terminal:\n\n  ${command}\n`,
  logsIn: (directory: string) => `Logs are in ${directory}; at most about 20 MB of each are kept`,
  howToStop: 'Ctrl-C stops everything.',
  stopping: 'stopping …',
  stopped: 'stopped; all data is kept',
  died: (name: string, how: string, logFile: string) => `${name} exited unexpectedly (${how}), so everything is stopped. Its log is ` +
    `${logFile}`,
  /** It is started again after this many seconds. */
  restarted: (name: string, how: string, seconds: number, logFile: string) =>
    `${name} exited unexpectedly (${how}); restarting it in ${seconds} s. Its log is ${logFile}`,
  diedByCode: (code: number) => `exit code ${code}`,
  diedBySignal: (signal: string) => `signal ${signal}`,
  lastLines: 'Its last lines:',
  killed: (name: string) => `${name} did not stop in time and was killed`,
  portTaken: (address: string, by: Listener | undefined) =>
    `${address} is already in use${byProgram(by)}. Is Mimamori running in another terminal? ` +
    'Stop it, or choose another address with MIMAMORI_LISTEN=127.0.0.1:PORT',
  /** The port of one part is in use at the start; it has another from then on. */
  portMoved: (name: string, { from, to, by }: { readonly from: number, readonly to: number, readonly by: Listener | undefined }) =>
    `port ${from} of ${name} is in use${byProgram(by)}; port ${to} is used from now on`,
  /** One exited, and another program has its address. */
  portLost: (name: string, address: string, by: Listener | undefined) =>
    `${name} exited, and its address ${address} is now in use${byProgram(by)}, so everything is stopped. Stop that program and start again`,
  anyPort: 'MIMAMORI_LISTEN: npm start expects a fixed port, such as 127.0.0.1:8080, got port 0',
  /** `names` as openssl writes them in a subjectAltName; `address` is one at which the collector listens. */
  certificateForOthers: (file: string, names: string | undefined, address: string) =>
    'MIMAMORI_TLS_CERT: expected a certificate that is also valid for a name or address of this machine at which the collector ' +
    `listens, got ${file}, which is valid for ${names ?? 'no name at all (subjectAltName)'}: the agent and Prometheus on this ` +
    `machine would not trust it. Let one of its names resolve to this machine with a line such as “${address} NAME” in /etc/hosts, ` +
    `or create another certificate:\n  ${newCertificate(names, address)}`,
  /** It goes on starting, and the others can be without it. */
  notReadyYet: (name: string, logFile: string) => `${name} is still starting; until it is ready, nobody is notified of alerts. Its ` +
    `log is ${logFile}`,
  noAnswer: (command: string) => `the collector could not run “${command}”:`
}

/** All texts of `npm start`. */
export type StartText = typeof en

const ja: StartText = {
  starting: (name) => `${name} を起動しています…`,
  running: (name, address) => `${name} が ${address} で動いています`,
  notInstalled: (names, command) => `${names} がインストールされていません。なしで続けますが、アラートは誰にも届きません。Debian では次でインストールできます：sudo ${command}`,
  installing: (names) => `アラートの通知に使う ${names} をインストールしています（1 回だけ、約 1 分）…`,
  installFailed: (names, command) => `apt-get で ${names} をインストールできませんでした。理由は上の apt-get ` +
    `のメッセージにあります。なしで続けますが、アラートは誰にも届きません。もう一度試すには：sudo ${command}`,
  withoutAlerts: 'MIMAMORI_ALERTS=no のため、Prometheus と Alertmanager を起動しません。アラートは誰にも届きません',
  ruleFileRefused: (refused) => refused.kind === 'unchecked'
    ? `${refused.file} のルールは使いません。検査に必要な promtool がインストールされていません。promtool（Prometheus に付属）をインストールしてから、もう一度起動してください`
    : `${refused.file} のルールは使いません：${refused.reason}。直したら、次で検査してください：promtool check rules ${refused.file}`,
  enrolled: (id) => `このマシンを ${id} として登録しました`,
  known: (id) => `このマシンは ${id} として登録済みです`,
  ended: { revoked: ended.ja('キーが失効している'), retired: ended.ja('廃止されている') },
  keyReplaced: (id) => `${id} のキーが見つからないため、新しいキーにしました`,
  ready: (link) => `\n次のリンクを開いてログインしてください：\n\n  ${link}\n`,
  linkLasts: (command) => `10 分以内に 1 回だけ使えます。新しいリンクを作るには、別のターミナルで：\n\n  ${command}\n`,
  logsIn: (directory) => `ログは ${directory} にあります（それぞれ新しいほうから最大で約 20 MB を残します）`,
  howToStop: 'Ctrl-C ですべて止まります。',
  stopping: '停止しています…',
  stopped: '停止しました。記録は残っています',
  died: (name, how, logFile) => `${name} が予期せず終了した（${how}）ため、すべて停止します。ログ：${logFile}`,
  restarted: (name, how, seconds, logFile) => `${name} が予期せず終了したため（${how}）、${seconds} 秒後に再起動します。ログ：${logFile}`,
  diedByCode: (code) => `終了コード ${code}`,
  diedBySignal: (signal) => `シグナル ${signal}`,
  lastLines: '最後の行：',
  killed: (name) => `${name} が時間内に停止しなかったため、強制終了しました`,
  portTaken: (address, by) =>
    `${address} は${usedBy(by)}使われています。Mimamori を別のターミナルで実行していませんか。停止するか、MIMAMORI_LISTEN=127.0.0.1:ポート番号 で別のアドレスを指定してください`,
  portMoved: (name, { from, to, by }) => `${name} のポート ${from} は${usedBy(by)}使われているため、今後はポート ${to} を使います`,
  portLost: (name, address, by) => `${name} が終了し、そのアドレス ${address} は${usedBy(by)}使われているため、すべて停止します。そのプログラムを停止してから、もう一度起動してください`,
  anyPort: 'MIMAMORI_LISTEN：npm start では 127.0.0.1:8080 のように決まったポートが必要です（0 が指定されました）',
  certificateForOthers: (file, names, address) => `MIMAMORI_TLS_CERT：このマシンでコレクターが待ち受ける名前かアドレスにも有効な証明書が必要です。${file} ` +
    `は${names === undefined ? '名前（subjectAltName）を含まない' : ` ${names} だけに有効な`}ため、このマシンのエージェントと Prometheus が受け入れません。/etc/hosts ` +
    `に「${address} 名前」の行を加えて証明書の名前をこのマシンに向けるか、証明書を作り直してください：\n  ${newCertificate(names, address)}`,
  notReadyYet: (name, logFile) => `${name} はまだ起動中です。準備ができるまで、アラートは誰にも届きません。ログ：${logFile}`,
  noAnswer: (command) => `コレクターが「${command}」を実行できませんでした：`
}

const texts = { en, ja } as const

export const startText = (language: Language): StartText => texts[language]
