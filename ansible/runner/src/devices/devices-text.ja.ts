import { deviceStates } from '@mimamori/contract'
import { optionText } from '@mimamori/program/option-text'
import { setUpCommandIn } from '@mimamori/program/packaged-server'
import type { DevicesText } from './devices-text.en.ts'

/** 端末の登録の状態を表す語。 */
const stateWords = ['報告待ち', '使用中', '一時停止', '廃止', '失効'] as const

/** 端末の追加・管理・廃止のコマンドに共通する文言。 */
export const devicesTextJa: DevicesText = {
  usage: (words, script) => `使い方：mimamori-devices ${words} [オプション]     （通常は scripts/${script} から使います。オプションは同じです）`,
  exits: (done, unreachable) =>
    `終了コード：0 ${done} · 1 足りないものがある · 2 入力や設定の誤り。何も始めていない · 3 ${unreachable} · ` +
    '70 Mimamori 自体のエラー · 75 端末に対する別のコマンドが進行中 · 130 中断した',
  flags: {
    plan: '確認だけ行い、何も変更しない',
    yes: '質問しない',
    json: '結果を 1 つの JSON オブジェクトで出力する',
    lang: '言語（標準は LC_ALL、LC_MESSAGES、LANG による）',
    help: 'この説明を表示する'
  },
  options: optionText.ja,
  separator: '、',
  twice: (id) => `${id} が 2 回指定されています`,
  refused: '何も変更していません。',
  collectorRefused: (reason) => `コレクターが拒否しました：${reason}`,
  state: (state) => stateWords[deviceStates.indexOf(state)]!,
  noVerb: (given, meant, verbs) => `${verbs.join('、')} のいずれかを指定してください。「${given}」は使えません${meant === undefined ? '' : `。${meant} ではありませんか`}`,
  unknownDevice: (given, meant) =>
    `${given} という端末は登録されていません。${meant === undefined ? 'サーバーで一覧を確認してください：sudo mimamori devices list' : `${meant} ではありませんか。`}`,
  busy: 'このサーバーで、端末に対する別のコマンドが進行中です。終わってから、もう一度実行してください。',
  internal: '端末ではなく、Mimamori 自体のエラーです。次の行を報告用に控えて、同じコマンドをもう一度実行してください。完了した作業は繰り返しません。',
  server: {
    noToken: (file) => `${file}: 読めないか、空です。サーバーで ${setUpCommandIn()} を実行してください（docs/ja/guides/collector-setup.md）`,
    noCollector: (url, reason) => `${url}: コレクターが応答しません（${reason}）。サーバーで確認してください：systemctl status mimamori-collector`,
    noAccess: (id) =>
      `${id}: インベントリーに ansible_user か ansible_ssh_private_key_file がありません。ansible/inventory.example と同じように group_vars/clients.yml に書いてください`,
    noKey: (file) => `${file}.pub: 読めません。サーバーの SSH 鍵を作成してください：${setUpCommandIn()}（docs/ja/guides/collector-setup.md）`
  },
  marks: { found: '確認済み', done: '完了', planned: '予定', missing: '要対応', unreachable: '応答なし' },
  untried: (steps) => `まだ行っていないこと：${steps.join('、')}。原因を取り除いてから、同じコマンドをもう一度実行してください。`,
  heading: ({ id, address, outcome }) => `${id}（${address}）：${outcome}`,
  count: (outcome, count) => `${outcome}：${count} 台`,
  progress: (ended, total) => `[${ended}/${total}]`,
  needsYes: (question) => `質問を表示するターミナルがありません：「${question}」。ターミナルで実行するか、--yes で受け入れてください。`,
  network: {
    found: (address, port) => `${address} のポート ${port} が応答`,
    noAnswer: (address, port) => `${address} のポート ${port} が応答しません。`,
    check: '電源・ケーブル・アドレスと、端末で SSH が有効になっていることを確認してください。',
    unresolvable: (address) => `サーバーがホスト名 ${address} を解決できません。`,
    checkName: 'つづりを確認するか、IP アドレスを指定してください。',
    noAddress: (id) => `${id} のアドレスがわかりません。指定も登録もされていません。`,
    giveAddress: (command) => `次のように指定してください：${command}`,
    reportsThere: (id, lastSeen) =>
      `${id} の最終報告は ${lastSeen} で、そこから届いています。その後も報告が届いていれば、端末で SSH を有効にしてください：` +
      'sudo systemctl enable --now ssh。有効なのにつながらない場合は、途中のファイアウォールを調べてください。報告が途絶えていれば、電源とケーブルを確認してください。',
    reports: ({ id, from, lastSeen, command }) => `${id} の最終報告は ${lastSeen} で、${from} から届いています。それが端末のアドレスなら、次を実行してください：${command}`
  },
  ssh: {
    failed: (address, words) => `${address} への ssh が失敗しました：${words}`,
    noLogin: (account, address, words) =>
      `サーバーが ${address} に ${account} としてログインし、sudo を使うことができません：${words}。enroll-device.sh でログインできるようにしてください。`
  }
}
