import type { SitesText } from './sites-text.en.ts'

export const sitesTextJa: SitesText = {
  title: '拠点',
  description: '拠点ごとに、各端末が稼働していた時間帯を確認できます。',
  sections: { now: '現在', devices: '拠点ごとの端末' },
  columns: { expected: '監視対象', hottest: '最高温度', fullest: 'ディスク使用率（最大）' },
  table: { title: '拠点の一覧', description: '1 行が 1 拠点です。報告のない端末が多い拠点が先頭です。拠点の全端末が同時に途絶えたときは、拠点のネットワークか電源が原因です。' },
  shareOnline: { title: '稼働中の割合', description: '各拠点の監視対象のうち、稼働中の端末の割合。一つの拠点だけ下がったときはその拠点のネットワーク、全拠点ならサーバーが原因です。' },
  ofSite: { title: '$site の端末', description: '各端末が稼働中・遅延・報告なしだった時間帯。同じ時刻に途切れた端末は原因も同じです。' },
  withoutSite: { title: '拠点のない端末', description: '拠点を指定せずに登録した端末。アラートと更新を拠点ごとに扱えるように、端末のページで拠点を設定してください。' }
}
