import type { Language } from '@mimamori/contract'
import { deliveryTextEn, type DeliveryText } from './delivery-text.en.ts'
import { deliveryTextJa } from './delivery-text.ja.ts'

/** What kept a message from its receiver: which sentence, with what it mentions. */
export type DeliveryProblem = {
  readonly [Kind in keyof DeliveryText]: { readonly kind: Kind } & Parameters<DeliveryText[Kind]>[0]
}[keyof DeliveryText]

const texts: Readonly<Record<Language, DeliveryText>> = { en: deliveryTextEn, ja: deliveryTextJa }

export const deliverySentence = (problem: DeliveryProblem, language: Language): string =>
  (texts[language][problem.kind] as (facts: DeliveryProblem) => string)(problem)
