import type { Language } from '@mimamori/contract'
import { deliverySentence, type DeliveryProblem } from '../delivery/delivery-text.ts'
import { receiverTestStepTextEn, receiverTestTextEn, type ReceiverTestStepText, type ReceiverTestText } from './receiver-test-text.en.ts'
import { receiverTestStepTextJa, receiverTestTextJa } from './receiver-test-text.ja.ts'

/** What became of a test: which sentence, with what it mentions; or what kept the collector's message from the receiver. */
export type TestFinding =
  | {
    readonly [Kind in keyof ReceiverTestText]: { readonly kind: Kind } & (Parameters<ReceiverTestText[Kind]> extends [infer Facts]
      ? Facts
      : unknown)
  }[keyof ReceiverTestText]
  | { readonly delivery: DeliveryProblem }

const texts: Readonly<Record<Language, ReceiverTestText>> = { en: receiverTestTextEn, ja: receiverTestTextJa }

export const testSentence = (finding: TestFinding, language: Language): string =>
  'delivery' in finding
    ? deliverySentence(finding.delivery, language)
    : (texts[language][finding.kind] as (facts: TestFinding) => string)(finding)

export type TestStepName = keyof ReceiverTestStepText
const stepTexts: Readonly<Record<Language, ReceiverTestStepText>> = { en: receiverTestStepTextEn, ja: receiverTestStepTextJa }

/** From whom to whom a step of a test leads. `at`: the receiver's server. */
export const testStepText = (name: TestStepName, at: string, language: Language): string => stepTexts[language][name]({ at })
