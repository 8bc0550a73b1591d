import type { Reader } from './pair.ts'

/** Messages about devices. */
export const deviceText = ({ mimamori, pair }: Reader) => ({
  unreadableFile: pair(
    (file: string, reason: string) => `${file} cannot be read: ${reason}`,
    (file, reason) => `${file} を読めません：${reason}`
  ),
  noCertificate: pair((file: string) => `${file} contains no certificate (PEM)`, (file) => `${file} に証明書（PEM）がありません`),
  emptyFile: pair(
    (file: string) => `${file} is empty: expected a list of devices as JSON, such as [{"id": "pi-kiosk-03", "key": "…"}]`,
    (file) => `${file} は空です。端末の一覧を JSON で書いてください（例：[{"id": "pi-kiosk-03", "key": "…"}]）`
  ),
  notJson: pair(
    (file: string, reason: string) => `${file} is not valid JSON: ${reason}`,
    (file, reason) => `${file} は正しい JSON ではありません：${reason}`
  ),
  noDeviceList: pair(
    (file: string, given: string) =>
      `${file}: expected a list of devices such as [{"id": "pi-kiosk-03", "key": "…"}], got ${given}`,
    (file, given) => `${file} に端末の一覧がありません。[{"id": "pi-kiosk-03", "key": "…"}] のように書いてください（今の内容：${given}）`
  ),
  emptyDeviceList: pair((file: string) => `${file}: the list is empty`, (file) => `${file} の一覧に端末が 1 台もありません`),
  deviceOfFile: pair(
    (number: number, id: string | undefined) => `device ${number}${id === undefined ? '' : ` (${id})`}`,
    (number, id) => `${number} 台目${id === undefined ? '' : `（${id}）`}`
  ),
  nothingImported: pair(
    (file: string) => `nothing was imported from ${file}; fix the following and import it again:`,
    (file) => `${file} の端末は 1 台も引き継いでいません。次を直して、もう一度実行してください：`
  ),
  nothingToSet: pair('nothing to change: give an option, such as --address 192.168.10.31', '--address 192.168.10.31 のように、変える内容を指定してください'),
  deviceSet: pair(
    (id: string) => `${id} changed; run “${mimamori} devices show ${id}” to see it`,
    (id) => `${id} の登録内容を変えました。「${mimamori} devices show ${id}」で表示します`
  ),
  deviceDeleted: pair((id: string) => `${id} is deleted`, (id) => `${id} の登録を削除しました`),
  notDeletable: pair(
    (id: string) =>
      `${id} is not waiting for its first report, so its record is kept; to retire it, run “${mimamori} devices retire ${id}”`,
    (id) => `${id} は報告待ちの端末ではないため、記録を残します。廃止するには「${mimamori} devices retire ${id}」を実行してください`
  ),
  changed: pair((id: string, state: string) => `${id} is now ${state}`, (id, state) => `${id} の状態：${state}`),
  imported: pair(
    (count: number, weak: number) => `${count} ${count === 1 ? 'device' : 'devices'} imported${weak === 0
      ? ''
      : `; ${weak} ${weak === 1 ? 'has a weak key' : 'have weak keys'}: rotate ${weak === 1 ? 'it' : 'them'}`}`,
    (count, weak) => `${count} 台を引き継ぎました${weak === 0 ? '' : `。${weak} 台のキーは強度が不足しています。「devices rotate」で再発行してください`}`
  ),
  noDevices: pair(
    `No device is enrolled yet. To enroll one: ${mimamori} devices enroll pi-kiosk-01 --site SITE --role ROLE`,
    `登録された端末はまだありません。登録するには：${mimamori} devices enroll pi-kiosk-01 --site 拠点 --role 役割`
  ),
  noDeviceInUse: pair(
    `No device is in use. Those out of use: ${mimamori} devices list --status retired`,
    `使用中の端末はありません。廃止・失効した端末の一覧：${mimamori} devices list --status retired`
  ),
  noDeviceMatches: pair('No devices match these filters.', '条件に合う端末はありません。'),
  countOf: pair((condition: string, count: number) => `${condition}: ${count}`, (condition, count) => `${condition}：${count}`),
  deviceCount: pair((count: number) => `${count} ${count === 1 ? 'device' : 'devices'}`, (count) => `${count} 台`),
  states: {
    pending: pair('pending', '報告待ち'),
    active: pair('active', '使用中'),
    paused: pair('paused', '一時停止'),
    retired: pair('retired', '廃止'),
    revoked: pair('revoked', '失効')
  },
  /** The status of a device, as the page calls it (collector/page/src/text). */
  conditions: {
    fresh: pair('online', '稼働中'),
    late: pair('late', '遅延'),
    down: pair('down', 'ダウン'),
    silent: pair('silent', '報告なし'),
    pending: pair('waiting for first report', '報告待ち'),
    off_hours: pair('off-hours', '営業時間外'),
    paused: pair('paused', '一時停止'),
    retired: pair('retired', '廃止'),
    revoked: pair('revoked', '失効'),
    off: pair('off', '電源オフ'),
    restarting: pair('restarting', '再起動中'),
    stopped: pair('stopped', 'エージェント停止'),
    refused: pair('reports rejected', '報告エラー')
  },
  /** Found by a search: a device that is off, restarting or stopped. */
  gone: pair('not running', '電源オフ・停止'),
  withWarnings: pair('with warnings', '警告あり'),
  hostStates: {
    updated: pair('updated', '更新済み'),
    unchanged: pair('unchanged', '変更なし'),
    failed: pair('failed', '失敗'),
    rolled_back: pair('rolled back', '元に戻した'),
    unreachable: pair('unreachable', '接続不可'),
    skipped: pair('skipped', '未実施'),
    waiting: pair('waiting', '待機中'),
    under_way: pair('in progress', '更新中'),
    no_result: pair('no result', '結果なし')
  },
  freeOf: pair((free: string, total: string) => `${free} of ${total}`, (free, total) => `${total} 中 ${free}`),
  waits: pair(
    (what: string, since: string) =>
      `Waiting for an update${what === '' ? '' : ` to ${what}`} since ${since}: it was unreachable during an update.`,
    (what, since) => `更新のときに接続できなかったため、${since} から${what === '' ? '更新' : ` ${what} への更新`}を待っています。`
  ),
  pinned: pair(
    (by: string, since: string) => `Pinned by ${by} since ${since}: updates skip it.`,
    (by, since) => `${since} に ${by} が固定しました。更新の対象外です。`
  ),
  warning: pair((warning: string) => `Warning: ${warning}`, (warning) => `警告：${warning}`),
  stateSince: pair((state: string, time: string) => `${state} since ${time}`, (state, time) => `${state}（${time} から）`),
  weakKey: pair((time: string) => `${time} (weak)`, (time) => `${time}（強度不足）`)
})
