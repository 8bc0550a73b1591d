import type { WatchingText } from './watching-text.en.ts'

export const watchingTextJa: WatchingText = {
  summary: '監視が止まっています。Prometheus からの通知がありません。',
  description: (since) => `${since} から、Prometheus からの通知がありません。その間、新しい異常は検知されません。` +
    '発生中のアラートは、発生中のまま残ります。サーバーで Prometheus が動いているか確認してください。',
  ended: (since, until) => `Prometheus からの通知が再開しました。${since} から ${until} まで監視が止まっていたため、その間に発生して解消した異常は検知されていません。`
}
