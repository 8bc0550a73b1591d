import { textTable } from '@mimamori/program/text-table'
import type { EnrollText } from './enroll-text.en.ts'

const usage = { user: '--user ACCOUNT', site: '--site SITE', role: '--role ROLE', device: '--device NAME,ADDRESS,SITE,ROLE,ACCOUNT', all: '--all', replace: '--replace', copy: '--copy', plan: '--plan', yes: '--yes', json: '--json', lang: '--lang ja|en', help: '--help' } as const

export const helpLines = (text: EnrollText): string[] => [
  text.usage, '', text.about, '',
  ...textTable(Object.entries(usage).map(([name, form]) => [`  ${form}`, text.flags[name as keyof typeof usage]])),
  '', text.exits
]
