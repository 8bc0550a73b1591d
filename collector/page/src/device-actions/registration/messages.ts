import { defaultLimits } from '@mimamori/contract/default-limits'
import { limitFields, pair } from '../../text/index.ts'

/** The messages of the forms about a device: their questions and mistakes. */
export const registrationMessages = {
  fields: {
    id: pair('ID', '端末 ID'), name: pair('Name (optional)', '名前（省略可）'), address: pair('Address (optional)', 'アドレス（省略可）'),
    site: pair('Site (optional)', '拠点（省略可）'), role: pair('Role (optional)', '役割（省略可）'),
    ...limitFields.labels,
    scrapeUrl: pair('Metrics URL (optional)', 'メトリクスの URL（省略可）')
  },
  hints: {
    id: pair(
      'Use the hostname of the device, such as pi-kiosk-03. It cannot be changed later.',
      '端末のホスト名と同じにすることをお勧めします（例：pi-kiosk-03）。後から変更できません。'
    ),
    name: pair('What people call it; shown above the ID.', '画面で ID の上に表示する呼び名'),
    address: pair('IP address or name by which the server reaches it.', 'サーバーから接続できる IP アドレスまたはホスト名'),
    site: pair('The building or hall that it is in.', '端末のある建屋やホール'), role: pair('What it is for, such as kiosk.', '端末の用途（例：kiosk）'),
    silentAfterHours: pair(
      'Hours without a report before the device is silent. If empty, the limit of its role, site or the fleet applies ' +
      `(${defaultLimits.silentAfterSeconds / 3600} hours by default).`,
      `報告が届かない状態がこの時間を超えると「報告なし」になります。空欄なら役割、拠点、全体の設定に従います（なければ ${defaultLimits.silentAfterSeconds / 3600} 時間）。`
    ),
    downAfterMinutes: pair(
      'Time without a report or shutdown report before the device is down and DeviceDown fires. If empty, the limit of its role, site or ' +
      `the fleet applies (${defaultLimits.downAfterSeconds / 60} minutes by default).`,
      `シャットダウンの報告がないまま、この時間を超えて報告が届かないと DeviceDown が発生します。空欄なら役割、拠点、全体の設定に従います（なければ ${defaultLimits.downAfterSeconds / 60} 分）。`
    ),
    downSeverity: pair(
      'Severity of DeviceDown. If not set, that of its role, site or the fleet applies.',
      'ダウン時のアラートの重大度。設定しなければ、役割、拠点、全体の設定に従います。'
    ),
    scrapeUrl: pair(
      'Only for a device without the agent that exposes its metrics, as node_exporter does: the server then fetches them every minute. ' +
      'It begins with the address above.',
      'エージェントを入れず、node_exporter などでメトリクスを公開するだけの端末で指定します。サーバーが 1 分ごとに取得します。上のアドレスで始まる URL です。'
    )
  },
  nameExample: pair('Reception kiosk', '受付キオスク'),
  wrong: {
    id: pair(
      'Up to 63 of a–z, 0–9 and -, with a letter or digit first and last. A few words, such as status, are taken.',
      '英小文字、数字、ハイフンで 63 文字まで。先頭と末尾は英小文字か数字です。status など、使えない語もあります。'
    ),
    name: pair('Up to 128 characters.', '128 文字までです。'),
    address: pair('Enter an IP address or a hostname, such as 192.168.1.20.', 'IP アドレスかホスト名を入力してください（例：192.168.1.20）。'),
    site: limitFields.wrong.name, role: limitFields.wrong.name,
    silentAfterHours: limitFields.wrong.silentAfterHours, downAfterMinutes: limitFields.wrong.downAfterMinutes,
    downSeverity: pair('Choose Warning or Critical.', '警告か緊急を選んでください。'),
    scrapeUrl: pair(
      'Enter an http or https address on the address above, such as http://192.168.1.20:9100/metrics, without user or password: those ' +
      'are given with the command devices set.',
      '上のアドレスで始まる http か https の URL を入力してください（例：http://192.168.1.20:9100/metrics）。ユーザーとパスワードは URL に含めず、コマンド devices set で指定します。'
    )
  },
  addressTaken: pair(
    (holder: string | undefined) =>
      `${holder ?? 'Another device'} has this address. If that one has another address now, correct it first.`,
    (holder) => `このアドレスは${holder === undefined ? '別の端末' : ` ${holder} `}に登録されています。その端末のアドレスが変わったのなら、先にそちらを直してください。`
  ),
  taken: pair(
    'A device with this ID is enrolled already. Open its page and choose “Set up”, or “Replace card” if it has reported before.',
    'この ID の端末は登録済みです。端末のページで「セットアップ」（報告したことのある端末では「カードを交換」）を選んでください。'
  )
}
