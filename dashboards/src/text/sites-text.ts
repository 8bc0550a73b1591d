import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Sites, in English and Japanese. */
export const sitesText = {
  title: ['Sites', '拠点'],
  description: ['Site by site: which devices were online and which were not, over time.', '拠点ごとに、各端末が稼働していた時間帯を確認できます。'],
  sections: { now: ['Now', '現在'], devices: ['Devices of each site', '拠点ごとの端末'] },
  columns: { expected: ['Expected', '監視対象'], hottest: ['Hottest', '最高温度'], fullest: ['Fullest disk', 'ディスク使用率（最大）'] },
  table: {
    title: ['Sites', '拠点の一覧'],
    description: [
      'One row a site, the one with most silent devices first. All devices of a site silent at once: its network or its power.',
      '1 行が 1 拠点です。報告のない端末が多い拠点が先頭です。拠点の全端末が同時に途絶えたときは、拠点のネットワークか電源が原因です。'
    ]
  },
  shareOnline: {
    title: ['Share online', '稼働中の割合'],
    description: [
      'Share of the expected devices of each site that are online. A drop of one site is its network; of all, the server.',
      '各拠点の監視対象のうち、稼働中の端末の割合。一つの拠点だけ下がったときはその拠点のネットワーク、全拠点ならサーバーが原因です。'
    ]
  },
  ofSite: {
    title: ['Devices at $site', '$site の端末'],
    description: [
      'When each device of the site was online, late and silent. Gaps at the same time have the same cause.',
      '各端末が稼働中・遅延・報告なしだった時間帯。同じ時刻に途切れた端末は原因も同じです。'
    ]
  },
  withoutSite: {
    title: ['Devices without a site', '拠点のない端末'],
    description: [
      'The same for devices that were enrolled without a site. Give them one on their page, so that alerts and updates go by site.',
      '拠点を指定せずに登録した端末。アラートと更新を拠点ごとに扱えるように、端末のページで拠点を設定してください。'
    ]
  }
} as const satisfies Pairs

export type SitesText = InOneLanguage<typeof sitesText>
