import type { Language } from '@mimamori/contract'
import type { UnknownName } from './unknown-names.ts'

type Messages = Readonly<Record<Language, (unknown: UnknownName) => string>>

/** A receiver's site that no device has. */
export const unknownSiteMessages: Messages = {
  en: ({ name, nearest }) => nearest === undefined
    ? `No device is enrolled at site ${name} yet. Its alerts are sent once one is.`
    : `No device is enrolled at site ${name}. Did you mean ${nearest}?`,
  ja: ({ name, nearest }) => nearest === undefined
    ? `拠点「${name}」に登録された端末はまだありません。端末を登録すると、その拠点のアラートが通知されます。`
    : `拠点「${name}」に登録された端末はありません。「${nearest}」の間違いではないか確認してください。`
}

/** A silence's alert without a rule, unless it is one of the user's own that has not fired yet. */
export const unknownAlertMessages: Messages = {
  en: ({ name, nearest }) => nearest === undefined
    ? `No alert called ${name} is known yet. It is silenced if a rule of your own has this name.`
    : `No alert called ${name} is known. Did you mean ${nearest}?`,
  ja: ({ name, nearest }) => nearest === undefined
    ? `「${name}」というアラートはまだありません。自分で追加したルールの名前であれば、サイレンスは有効です。`
    : `「${name}」というアラートはありません。「${nearest}」の間違いではないか確認してください。`
}
