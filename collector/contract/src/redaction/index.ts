/** What looks like a secret in free text, and how it is taken out; the one place for it. No imports: the agent carries it, too. */
export { defaultMask, isSecretName, redact } from './redact.ts'
export { plainValue, rules, secretName, suspicion, type Rule } from './rules.ts'
