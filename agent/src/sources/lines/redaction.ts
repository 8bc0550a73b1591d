import type { Named } from '../../config/setting-kinds.ts'
import { redact } from '@mimamori/contract/redaction'

/**
 * The text without secrets: passwords, keys and tokens (contract/redaction), and what a configured pattern matches, which becomes its
 * name in brackets.
 */
export const createRedaction = (own: readonly Named<RegExp>[]) => {
  const patterns = own.map(({ name, value }) => ({ pattern: new RegExp(value.source, 'gu'), mask: () => `[${name}]` }))
  return (text: string): string => patterns.reduce((rest, { pattern, mask }) => rest.replace(pattern, mask), redact(text))
}
