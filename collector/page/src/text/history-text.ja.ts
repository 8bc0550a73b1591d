import type { historyTextEn } from './history-text.en.ts'

/** 端末のグラフの日本語。 */
export const historyTextJa: typeof historyTextEn = {
  choose: '表示期間',
  ranges: { '6h': '6 時間', '24h': '24 時間', '7d': '7 日間', '30d': '30 日間' },
  noLongRanges: 'これより長い期間を表示するには Prometheus が必要です。npm start で起動するか、MIMAMORI_PROMETHEUS_URL を設定してください。',
  problems: {
    PROMETHEUS_UNAVAILABLE: 'Prometheus が応答しません。動いていることと、MIMAMORI_PROMETHEUS_URL のアドレスを確認してください。',
    PROMETHEUS_REFUSED: 'Prometheus から値を取得できませんでした。理由はコレクターのログにあります。',
    lost: 'サーバーが応答しません。しばらくしてからもう一度試してください。'
  },
  marks: { update: '更新', reboot: '再起動', pause: '一時停止', silence: 'サイレンス' },
  withDetail: (what, detail) => `${what}（${detail}）`,
  span: (from, until) => `${from}〜${until}`,
  count: (what, count) => `${what} ${count} 件`,
  comma: '、',
  list: (count) => `時刻を表示（${count} 件）`,
  silencesKept: 'サイレンスが表示されるのは、終了から 5 日間です。',
  incomplete: (kinds) => `Prometheus か Alertmanager が応答しないため、表示されていない印があるかもしれません（${kinds}）。`
}
