import { pair } from '../../text/index.ts'

/** The messages of the charts of a device. */
export const historyMessages = {
  choose: pair('Time range', '表示期間'),
  ranges: {
    '6h': pair('6 h', '6 時間'), '24h': pair('24 h', '24 時間'), '7d': pair('7 days', '7 日間'), '30d': pair('30 days', '30 日間')
  },
  noLongRanges: pair(
    'Longer ranges need Prometheus. Set the server up with one, or set MIMAMORI_PROMETHEUS_URL.',
    'これより長い期間を表示するには Prometheus が必要です。サーバーの設定で Prometheus を有効にするか、MIMAMORI_PROMETHEUS_URL を設定してください。'
  ),
  problems: {
    PROMETHEUS_UNAVAILABLE: pair(
      'Prometheus does not answer. Check that it is running and that MIMAMORI_PROMETHEUS_URL is its address.',
      'Prometheus が応答しません。動いていることと、MIMAMORI_PROMETHEUS_URL のアドレスを確認してください。'
    ),
    PROMETHEUS_REFUSED: pair(
      'Prometheus could not answer. The collector’s log has the reason.',
      'Prometheus から値を取得できませんでした。理由はコレクターのログにあります。'
    ),
    lost: pair('The server does not answer. Try again in a moment.', 'サーバーが応答しません。しばらくしてからもう一度試してください。')
  },
  marks: {
    update: pair('Update', '更新'), reboot: pair('Reboot', '再起動'), pause: pair('Pause', '一時停止'), silence: pair('Silence', 'サイレンス')
  },
  withDetail: pair((what: string, detail: string) => `${what}: ${detail}`, (what, detail) => `${what}（${detail}）`),
  span: pair((from: string, until: string) => `${from} to ${until}`, (from, until) => `${from}〜${until}`),
  count: pair((what: string, count: number) => `${what}: ${count}`, (what, count) => `${what} ${count} 件`),
  list: pair((count: number) => `Show times (${count})`, (count) => `時刻を表示（${count} 件）`),
  /** Alertmanager forgets them, by default after five days. */
  silencesKept: pair('Silences are shown for five days after they end.', 'サイレンスが表示されるのは、終了から 5 日間です。'),
  incomplete: pair(
    (kinds: string) => `Some marks may be missing (${kinds}): Prometheus or Alertmanager does not answer.`,
    (kinds) => `Prometheus か Alertmanager が応答しないため、表示されていない印があるかもしれません（${kinds}）。`
  )
}
