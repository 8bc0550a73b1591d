import type { Language } from '@mimamori/contract'
import { deliveryTextEn, type DeliveryText } from './delivery-text.en.ts'
import { deliveryTextJa } from './delivery-text.ja.ts'

/** The reason why a message was not delivered: the kind of its message, with the values in it. */
export type DeliveryProblem = {
  readonly [Kind in keyof DeliveryText]: { readonly kind: Kind } & Parameters<DeliveryText[Kind]>[0]
}[keyof DeliveryText]

const texts: Readonly<Record<Language, DeliveryText>> = { en: deliveryTextEn, ja: deliveryTextJa }

export const deliveryMessage = (problem: DeliveryProblem, language: Language): string =>
  (texts[language][problem.kind] as (facts: DeliveryProblem) => string)(problem)
