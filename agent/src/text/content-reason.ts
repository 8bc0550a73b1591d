import type { ContentReport, Language } from '@mimamori/contract'
import { lackingSpaceText } from '@mimamori/contract/lacking-space'
import { size } from './size.ts'

/** Why content is not what it should be; other programs' words stay as they are. */
export type ContentReason = Pick<NonNullable<ContentReport['sets'][number]['problem']>, 'message' | 'lackingBytes'>

export const contentReason = ({ message, lackingBytes }: ContentReason, language: Language): string =>
  lackingBytes === undefined ? message : lackingSpaceText[language](size(lackingBytes))
