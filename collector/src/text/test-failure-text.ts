import type { TestFailureText } from './test-failure-text.en.ts'

/** Why a mail relay did not take a test, as far as the words of Alertmanager's log tell. */
export type MailFailureCause = keyof TestFailureText['mail']
/** The same of a web address. */
export type WebFailureCause = keyof TestFailureText['web']
