import { defaultLimits } from '@mimamori/contract/default-limits'
import type { RegistrationText } from './registration-text.en.ts'

export const registrationTextJa: RegistrationText = {
  fields: { id: '端末 ID', name: '名前（省略可）', address: 'アドレス（省略可）', site: '拠点（省略可）', role: '役割（省略可）', silentAfterHours: '「報告なし」とするまでの時間数（省略可）', downAfterMinutes: '「ダウン」とするまでの分数（省略可）', downSeverity: 'DeviceDown の重大度', scrapeUrl: 'メトリクスの URL（省略可）' },
  hints: {
    id: '端末のホスト名と同じにすることをお勧めします（例：pi-kiosk-03）。後から変更できません。',
    name: '画面で ID の上に表示する呼び名',
    address: 'サーバーから接続できる IP アドレスまたはホスト名',
    site: '端末のある建屋やホール',
    role: '端末の用途（例：kiosk）',
    silentAfterHours: `報告が届かない状態がこの時間を超えると「報告なし」になります。空欄なら役割、拠点、全体の設定に従います（なければ ${defaultLimits.silentAfterSeconds / 3600} 時間）。`,
    downAfterMinutes: `シャットダウンの報告がないまま、この時間を超えて報告が届かないと DeviceDown が発生します。空欄なら役割、拠点、全体の設定に従います（なければ ${defaultLimits.downAfterSeconds / 60} 分）。`,
    downSeverity: '停止時のアラートの重大度。設定しなければ、役割、拠点、全体の設定に従います。',
    scrapeUrl: 'エージェントを入れず、node_exporter などでメトリクスを公開するだけの端末で指定します。サーバーが 1 分ごとに取得します。上のアドレスで始まる URL です。'
  },
  nameExample: '受付キオスク',
  wrong: {
    id: '英小文字、数字、ハイフンで 63 文字まで。先頭と末尾は英小文字か数字です。status など、使えない語もあります。',
    name: '128 文字までです。',
    address: 'IP アドレスかホスト名を入力してください（例：192.168.1.20）。',
    site: '64 文字までです。',
    role: '64 文字までです。',
    silentAfterHours: '時間数を入力してください（例：12、0.5）。1 分から 8760 時間までです。',
    downAfterMinutes: '分数を入力してください（例：10）。5 分以上です。',
    downSeverity: '警告か緊急を選んでください。',
    scrapeUrl: '上のアドレスで始まる http か https の URL を入力してください（例：http://192.168.1.20:9100/metrics）。ユーザーとパスワードは URL に含めず、コマンド devices set で指定します。'
  },
  addressTaken: (holder) => `このアドレスは${holder === undefined ? '別の端末' : ` ${holder} `}に登録されています。その端末のアドレスが変わったのなら、先にそちらを直してください。`,
  taken: 'この ID の端末は登録済みです。端末のページで「セットアップ」（報告したことのある端末では「カードを交換」）を選んでください。',
  cancel: 'キャンセル'
}
