/** Finds secrets in free text and masks them; the one place for it. No imports: the agent contains it, too. */
export { defaultMask, isSecretName, redact } from './redact.ts'
export { plainValue, rules, secretName, suspicion, type Rule } from './rules.ts'
