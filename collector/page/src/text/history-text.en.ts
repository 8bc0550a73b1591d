const text = (words: string): string => words

/** The words of the charts of a device. */
export const historyTextEn = {
  choose: text('Time range'),
  ranges: { '6h': text('6 h'), '24h': text('24 h'), '7d': text('7 days'), '30d': text('30 days') },
  noLongRanges: text('Longer ranges need Prometheus. Start it with npm start, or set MIMAMORI_PROMETHEUS_URL.'),
  problems: {
    PROMETHEUS_UNAVAILABLE: text('Prometheus does not answer. Check that it is running and that MIMAMORI_PROMETHEUS_URL is its address.'),
    PROMETHEUS_REFUSED: text('Prometheus could not answer. The collector’s log has the reason.'),
    lost: text('The server does not answer. Try again in a moment.')
  },
  marks: { update: text('Update'), reboot: text('Reboot'), pause: text('Pause'), silence: text('Silence') },
  withDetail: (what: string, detail: string) => `${what}: ${detail}`,
  span: (from: string, until: string) => `${from} to ${until}`,
  count: (what: string, count: number) => `${what}: ${count}`,
  comma: ', ',
  list: (count: number) => `Show times (${count})`,
  /** Alertmanager forgets them, by default after five days. */
  silencesKept: text('Silences are shown for five days after they end.'),
  incomplete: (kinds: string) => `Some marks may be missing (${kinds}): Prometheus or Alertmanager does not answer.`
}
