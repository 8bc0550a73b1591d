import type { Language } from '@mimamori/contract'
import { deliveryMessage, type DeliveryProblem } from '../delivery/delivery-text.ts'
import { receiverTestStepTextEn, receiverTestTextEn, type ReceiverTestStepText, type ReceiverTestText } from './receiver-test-text.en.ts'
import { receiverTestStepTextJa, receiverTestTextJa } from './receiver-test-text.ja.ts'

/** The outcome of a test: the kind of its message, with the values in it; or the reason why the collector's message was not delivered. */
export type TestFinding =
  | {
    readonly [Kind in keyof ReceiverTestText]: { readonly kind: Kind } & (Parameters<ReceiverTestText[Kind]> extends [infer Facts]
      ? Facts
      : unknown)
  }[keyof ReceiverTestText]
  | { readonly delivery: DeliveryProblem }

const texts: Readonly<Record<Language, ReceiverTestText>> = { en: receiverTestTextEn, ja: receiverTestTextJa }

export const testMessage = (finding: TestFinding, language: Language): string =>
  'delivery' in finding
    ? deliveryMessage(finding.delivery, language)
    : (texts[language][finding.kind] as (facts: TestFinding) => string)(finding)

export type TestStepName = keyof ReceiverTestStepText
const stepTexts: Readonly<Record<Language, ReceiverTestStepText>> = { en: receiverTestStepTextEn, ja: receiverTestStepTextJa }

/** The sender and the recipient of a test's step. `at`: the receiver's server. */
export const testStepText = (name: TestStepName, at: string, language: Language): string => stepTexts[language][name]({ at })
