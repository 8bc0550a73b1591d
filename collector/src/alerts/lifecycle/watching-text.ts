import type { Language } from '@mimamori/contract'

/** The alert that nobody evaluates whether anything is wrong. */
const en = {
  summary: 'Watching has stopped: Prometheus does not report.',
  description: (since: string) =>
    `Prometheus has not reported since ${since}. Nothing new is noticed until it does; alerts that were firing keep firing. ` +
    'On the server, check whether Prometheus is running.',
  ended: (since: string, until: string) =>
    `Prometheus reports again. It was not watching from ${since} to ${until}: problems that began and ended in that time went unnoticed.`
}

const ja: typeof en = {
  summary: '監視が止まっています。Prometheus からの通知がありません。',
  description: (since) => `${since} から、Prometheus からの通知がありません。その間、新しい異常は検知されません。` +
    '発生中のアラートは、発生中のまま残ります。サーバーで Prometheus が動いているか確認してください。',
  ended: (since, until) => `Prometheus からの通知が再開しました。${since} から ${until} まで監視が止まっていたため、その間に発生して解消した異常は検知されていません。`
}

export const watchingText: Readonly<Record<Language, typeof en>> = { en, ja }
