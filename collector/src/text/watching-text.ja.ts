import type { WatchingText } from './watching-text.en.ts'

export const watchingTextJa: WatchingText = {
  summary: '監視が止まっています。Prometheus からの通知がありません。',
  description: (since) => `${since} から、Prometheus からの通知がありません。その間、新しい異常は検知されません。` +
    '発生中のアラートは、発生中のまま残ります。サーバーで Prometheus が動いているか確認してください。'
}
