import type { Language } from '@mimamori/contract'
import { receiverTestTextEn, type ReceiverTestText } from './receiver-test-text.en.ts'
import { receiverTestTextJa } from './receiver-test-text.ja.ts'

/** What became of a test: which sentence, with what it mentions. */
export type TestFinding = { readonly [Kind in keyof ReceiverTestText]: { readonly kind: Kind } & (Parameters<ReceiverTestText[Kind]> extends [infer Facts] ? Facts : unknown) }[keyof ReceiverTestText]

const texts: Readonly<Record<Language, ReceiverTestText>> = { en: receiverTestTextEn, ja: receiverTestTextJa }

export const testSentence = (finding: TestFinding, language: Language): string => (texts[language][finding.kind] as (facts: TestFinding) => string)(finding)
