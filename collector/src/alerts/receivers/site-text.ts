import type { Language } from '@mimamori/contract'

interface UnknownSite {
  readonly site: string
  readonly nearest: string | undefined
}

/** What to say of a site of a receiver that no device has. */
const sentences: Readonly<Record<Language, (given: UnknownSite) => string>> = {
  en: ({ site, nearest }) => nearest === undefined
    ? `No device is enrolled at site ${site} yet. Its alerts are sent once one is.`
    : `No device is enrolled at site ${site}. Did you mean ${nearest}?`,
  ja: ({ site, nearest }) => nearest === undefined
    ? `拠点「${site}」に登録された端末はまだありません。端末を登録すると、その拠点のアラートが通知されます。`
    : `拠点「${site}」に登録された端末はありません。「${nearest}」の間違いではないか確認してください。`
}

export const unknownSiteSentence = (given: UnknownSite, language: Language): string => sentences[language](given)
