import type { TestFailureText } from './test-failure-text.en.ts'

/** Why a mail relay did not take a test, as far as Alertmanager's log shows. */
export type MailFailureCause = keyof TestFailureText['mail']
/** The same of a web address. */
export type WebFailureCause = keyof TestFailureText['web']
