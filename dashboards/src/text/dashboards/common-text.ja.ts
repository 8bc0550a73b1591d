import type { CommonText } from './common-text.en.ts'

export const commonTextJa: CommonText = {
  folder: 'Mimamori（日本語）',
  variables: { prometheus: 'Prometheus', loki: 'Loki', site: '拠点', role: '役割', device: '端末' },
  links: {
    others: 'ダッシュボード',
    otherLanguage: 'English',
    adminPage: '管理画面',
    device: 'この端末のすべて',
    logs: 'この端末のログ',
    updates: 'この端末の更新',
    collector: '管理画面でこの端末を開く',
    sameRequest: '同じリクエスト'
  },
  statuses: { silent: '報告なし', late: '遅延', pending: '報告待ち', fresh: '稼働中', notExpected: '対象外' },
  outcomes: {
    updated: '更新済み',
    unchanged: '変更なし',
    failed: '失敗',
    rolled_back: '元に戻した',
    unreachable: '接続不可',
    skipped: '未実施'
  },
  columns: {
    device: '端末',
    hostname: 'ホスト名',
    site: '拠点',
    role: '役割',
    status: '状態',
    cpu: 'CPU',
    memory: 'メモリ',
    disk: 'ディスク',
    temperature: '温度',
    lastSeen: '最終報告',
    errors: '24 時間のエラー',
    release: 'リリース',
    revision: 'リビジョン',
    outcome: '前回の更新',
    updatedAt: '更新日時',
    duration: '所要時間'
  },
  conditions: {
    undervoltage: '電圧不足',
    frequency_capped: '周波数の制限',
    throttled: '速度の制限',
    soft_temperature_limit: '温度の予備上限'
  },
  yesNo: { yes: 'はい', no: 'いいえ' },
  annotations: { alerts: 'アラート', updates: '更新', updateRuns: '更新の実行', reboots: '再起動' }
}
