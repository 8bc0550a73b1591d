import type { CliText } from './cli-text.en.ts'

/** コマンドラインの日本語。 */
export const cliTextJa: CliText = {
  usage: '使い方: npm run -s mimamori -- コマンド [オプション]',
  commands: {
    'devices enroll': '端末を登録し、鍵を一度だけ表示します',
    'devices list': '端末の一覧と状態',
    'devices show': '端末 1 台の登録内容',
    'devices pause': '意図して停止中: 警報を出しません',
    'devices resume': '停止中を終えます',
    'devices retire': '使用を終えた端末にします（記録は残ります）',
    'devices revoke': '鍵を直ちに使えなくします',
    'devices rotate': '新しい鍵を一度だけ表示します（今の鍵は次の更新まで使えます）',
    'devices import': '端末と鍵を JSON ファイルから引き継ぎます（- は標準入力）',
    login: 'ブラウザーのログイン用リンクを表示します（10 分間有効）',
    'clock confirm': 'このサーバーの時計が正しいことを確認します',
    'tokens create': '人やサービスのトークンを作り、一度だけ表示します',
    'tokens list': 'トークンの一覧（内容は表示しません）',
    'tokens revoke': 'トークンを直ちに使えなくします'
  },
  unknownCommand: (given, nearest) => `コマンド「${given}」はありません${nearest === undefined ? '' : `。「${nearest}」ではありませんか`}`,
  usageOf: (line) => `正しい形: ${line}`,
  notRunning: (address) => `${address} で collector が応答しません。npm start で起動するか、MIMAMORI_LISTEN を collector と同じ値にしてください`,
  noToken: (file) => `管理者トークンが ${file} にありません。サーバー上で collector と同じユーザーで実行するか、MIMAMORI_ADMIN_TOKEN を設定してください`,
  unreadableToken: (file) => `管理者トークン ${file} を読めません。collector と同じユーザーで実行してください`,
  notOurs: (address) => `${address} で応答したのは Mimamori の collector ではありません`,
  unreadableFile: (file, reason) => `${file} を JSON として読めません: ${reason}`,
  wrongTime: (given) => `日時は 2026-12-01T08:00 のように指定してください（入力: ${given}）`,
  wrongLabel: (given) => `--label 名前=値 の形で指定してください（入力: ${given}）`,
  enrolled: (id) => `${id} を登録しました。鍵は今だけ表示します:`,
  keyNext: '端末の /etc/mimamori/agent.conf に CLIENT_KEY として書いてください。',
  rotated: (id) => `${id} が引退または無効になっていた場合は、監視の対象に戻りました。今使える鍵は次の更新まで使えます（無効にした鍵は無効のままです）。新しい鍵です。今だけ表示します:`,
  changed: (id, state) => `${id} の状態: ${state}`,
  imported: (count, weak) => `${count} 台を引き継ぎました${weak === 0 ? '' : `。${weak} 台の鍵は弱いので、更新してください`}`,
  noDevices: '登録された端末はまだありません。登録するには: npm run -s mimamori -- devices enroll pi-kiosk-01 --site 拠点 --role 役割',
  columns: { id: '端末', site: '拠点', role: '役割', state: '状態', freshness: '受信', lastSeen: '最終受信', reason: '理由' },
  never: 'なし',
  loginLink: '10 分以内にこのリンクをブラウザーで開いてください（一度だけ使えます）:',
  clockConfirmed: (time) => `次の起動まで時計は正しいものとします: ${time}`,
  tokenCreated: (name, role) => `${name}（${role}）のトークンです。今だけ表示します:`,
  tokenRevoked: (name) => `${name} のトークンを使えなくしました`
}
