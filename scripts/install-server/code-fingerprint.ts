import { fingerprint } from '@mimamori/program/fingerprint'

/** The files that each runs or shows. */
const parts = {
  collector: ['package-lock.json', 'program', 'exporter/src', 'collector', 'dashboards/out/alertmanager.yml', 'docs'],
  runner: ['package-lock.json', 'program', 'collector/contract', 'ansible/runner']
} as const

/** Names the code of a checkout, which may have no history: another one after every update of it, so that its service is restarted then. */
export const codeFingerprint = (checkout: string, program: keyof typeof parts): string =>
  fingerprint(checkout, parts[program]).toString('hex').slice(0, 12)
