import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** Words that several dashboards share, in English and Japanese. */
export const commonText = {
  folder: ['Mimamori (English)', 'Mimamori（日本語）'],
  variables: {
    prometheus: ['Prometheus', 'Prometheus'],
    loki: ['Loki', 'Loki'],
    site: ['Site', '拠点'],
    role: ['Role', '役割'],
    device: ['Device', '端末']
  },
  links: {
    others: ['Dashboards', 'ダッシュボード'],
    otherLanguage: ['日本語', 'English'],
    adminPage: ['Admin page', '管理画面'],
    device: ['Everything about this device', 'この端末のすべて'],
    logs: ['Its logs', 'この端末のログ'],
    updates: ['Its updates', 'この端末の更新'],
    collector: ['Its page in the collector', '管理画面でこの端末を開く'],
    sameRequest: ['Same request', '同じリクエスト']
  },
  statuses: {
    silent: ['Silent', '報告なし'],
    late: ['Late', '遅延'],
    pending: ['Waiting for first report', '報告待ち'],
    fresh: ['Online', '稼働中'],
    notExpected: ['Not expected', '対象外']
  },
  outcomes: {
    updated: ['Updated', '更新済み'],
    unchanged: ['Unchanged', '変更なし'],
    failed: ['Failed', '失敗'],
    rolled_back: ['Rolled back', '元に戻した'],
    unreachable: ['Unreachable', '接続不可'],
    skipped: ['Skipped', '未実施']
  },
  columns: {
    device: ['Device', '端末'],
    hostname: ['Hostname', 'ホスト名'],
    site: ['Site', '拠点'],
    role: ['Role', '役割'],
    status: ['Status', '状態'],
    cpu: ['CPU', 'CPU'],
    memory: ['Memory', 'メモリ'],
    disk: ['Disk', 'ディスク'],
    temperature: ['Temperature', '温度'],
    lastSeen: ['Last seen', '最終報告'],
    errors: ['Errors in 24 h', '24 時間のエラー'],
    release: ['Release', 'リリース'],
    revision: ['Revision', 'リビジョン'],
    outcome: ['Last update', '前回の更新'],
    updatedAt: ['Updated at', '更新日時'],
    duration: ['Duration', '所要時間']
  },
  conditions: {
    undervoltage: ['Undervoltage', '電圧不足'],
    frequency_capped: ['Frequency capped', '周波数の制限'],
    throttled: ['Throttled', '速度の制限'],
    soft_temperature_limit: ['Soft temperature limit', '温度の予備上限']
  },
  yesNo: { yes: ['Yes', 'はい'], no: ['No', 'いいえ'] },
  annotations: {
    alerts: ['Alerts', 'アラート'],
    updates: ['Updates', '更新'],
    updateRuns: ['Update runs', '更新の実行'],
    reboots: ['Reboots', '再起動']
  }
} as const satisfies Pairs

export type CommonText = InOneLanguage<typeof commonText>
