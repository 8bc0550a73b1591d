import type { Language } from '@mimamori/contract'

interface UnknownAlert {
  readonly name: string
  readonly nearest: string | undefined
}

/** What to say of the name of an alert that nobody knows. */
const sentences: Readonly<Record<Language, (given: UnknownAlert) => string>> = {
  en: ({ name, nearest }) => nearest === undefined
    ? `No alert called ${name} is known yet. It is silenced if a rule of your own has this name.`
    : `No alert called ${name} is known. Did you mean ${nearest}?`,
  ja: ({ name, nearest }) => nearest === undefined
    ? `「${name}」というアラートはまだありません。自分で追加したルールの名前であれば、サイレンスは有効です。`
    : `「${name}」というアラートはありません。「${nearest}」の間違いではないか確認してください。`
}

export const unknownAlertSentence = (given: UnknownAlert, language: Language): string => sentences[language](given)
