import type { ApiText } from './api-text.en.ts'

/** What each operation does, by its id. */
export const summaries: Readonly<Record<string, string>> = {
  getFleetStatus: '登録済みの全端末の状態と理由、最新の値',
  getDeviceStatus: '端末 1 台の状態と理由、最新の値',
  sendStatus: '端末の状態を送る',
  sendLogs: '端末のログを送る',
  listLogs: '端末のログ（新しい順）',
  sendBatch: 'エージェントのバッチを送る。報告（text/plain; version=0.0.4）またはログ（application/json）',
  getLiveness: 'プロセスが応答するか',
  getReadiness: '動作できる状態か。できない場合はその理由',
  createLoginCode: 'ブラウザーでログインするための 1 回限りのコードとリンクを作る',
  logIn: '1 回限りのコードをセッションの Cookie に交換する',
  getSession: '呼び出しているのは誰か',
  logOut: 'このブラウザーのセッションを終える',
  listTokens: 'トークンの一覧（文字列そのものは含まない）',
  createToken: 'トークンを作る。文字列を一度だけ返す',
  revokeToken: 'トークンを失効させる',
  listDevices: 'これまでに登録した全端末',
  enrollDevice: '端末を登録する。キーを一度だけ返す',
  getDevice: '端末 1 台の登録内容',
  changeDevice: '端末の登録内容を変更する',
  pauseDevice: '端末を一時停止する。指定の時刻か再開まで、アラートを出さない',
  resumeDevice: '一時停止を終える',
  retireDevice: '端末を廃止する。記録は残る',
  revokeDevice: 'すべてのキーを直ちに無効にする',
  rotateDeviceKey: '新しいキーを発行し、一度だけ返す。最新の古いキーも当面使える',
  importDevices: '既存の端末をキーごと取り込む。強度が不足するキーも使えるが、警告が付く',
  startUpdateRun: '更新の実行を開始する',
  listUpdateRuns: '更新とその他のプレイブックの実行（新しい順）。kind でどちらかに絞り込める',
  setUpdateQueue: '更新待ちの端末と固定中の端末を報告する',
  getUpdateQueue: '更新待ちの端末と固定中の端末',
  reportUpdateHosts: '実行中の各ホストの結果を報告する',
  endUpdateRun: '更新の実行を終える。コレクターの判定を返す',
  getUpdateRun: '更新の実行 1 件と各ホストの結果。accept: text/event-stream を付けると、終わるまで続けて受け取れる',
  getOwnMetrics: 'コレクター自身のメトリクス',
  getInventoryMetrics: '登録済みの全端末について、常に存在する系列',
  getFleetMetrics: '全端末の現在の系列を 1 ページで。honor_labels: true を付けて取得する',
  getDeviceMetrics: '端末 1 台の現在の系列',
  listTargets: 'Prometheus の取得先としての全端末',
  confirmClock: 'サーバーの時計が正しいことを確認する。次の起動まで有効'
}

export const apiTextJa: ApiText = {
  title: '連携 API',
  schemas: (link) => `すべての要求と応答のスキーマは ${link}（OpenAPI 3.1）にあります。`,
  keys: (device, operator) => `端末は自分のキーを ${device} で送ります。人やサービスは、表にある役割のトークンを ${operator} で送ります。`,
  columns: ['要求', '呼び出せる人', '内容'],
  anyone: '誰でも',
  device: '端末',
  comma: '、',
  summary: (operationId, english) => summaries[operationId] ?? english
}
