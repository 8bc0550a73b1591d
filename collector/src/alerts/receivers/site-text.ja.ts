import type { SiteText } from './site-text.en.ts'

export const siteTextJa: SiteText = {
  unknown: ({ site, nearest }) => nearest === undefined
    ? `拠点「${site}」に登録された端末はまだありません。端末を登録すると、その拠点のアラートが通知されます。`
    : `拠点「${site}」に登録された端末はありません。「${nearest}」の間違いではないか確認してください。`
}
