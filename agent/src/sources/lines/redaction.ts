import { redact } from '@mimamori/contract/redaction'

/** A pattern of one's own for what must not leave the device, under a name. */
export interface SecretPattern {
  readonly name: string
  readonly pattern: RegExp
}

/** The text without secrets: passwords, keys and tokens (contract/redaction), and what a pattern of one's own matches, which becomes its name in brackets. */
export const createRedaction = (own: readonly SecretPattern[]) => {
  const patterns = own.map(({ name, pattern }) => ({ pattern: new RegExp(pattern.source, 'gu'), mask: () => `[${name}]` }))
  return (text: string): string => patterns.reduce((rest, { pattern, mask }) => rest.replace(pattern, mask), redact(text))
}
