import type { Language } from '@mimamori/contract'
import { accessText } from './access-text.ts'
import { alertingText } from './alerting-text.ts'
import { backupText } from './backup-text.ts'
import { commandText } from './command-text.ts'
import { connectionText } from './connection-text.ts'
import { contentText } from './content-text.ts'
import { deviceText } from './device-text.ts'
import { expectedText } from './expected-text.ts'
import { headingText } from './heading-text.ts'
import { httpsText } from './https-text.ts'
import { keyText } from './key-text.ts'
import { refusalText } from './refusal-text.ts'
import { runText } from './run-text.ts'
import { selfTestText } from './self-test-text.ts'
import { createReader } from './pair.ts'

/** All messages of the command in a language. `mimamori`: how it was called. */
export const cliText = (language: Language, mimamori: string) => {
  const reader = createReader(language, mimamori)
  return {
    ...commandText(reader), expected: expectedText(reader), ...headingText(reader), ...refusalText(reader), ...connectionText(reader),
    ...accessText(reader), ...keyText(reader), ...deviceText(reader), ...alertingText(reader), ...runText(reader),
    ...contentText(reader), ...backupText(reader), ...httpsText(reader), ...selfTestText(reader)
  }
}

/** Every message of the command. */
export type CliText = ReturnType<typeof cliText>
