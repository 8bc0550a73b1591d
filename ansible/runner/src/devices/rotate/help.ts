import { textTable } from '@mimamori/program/text-table'
import type { RotateText } from './rotate-text.en.ts'

const usage = { all: '--all', site: '--site SITE', role: '--role ROLE', 'older-than': '--older-than DAYS', plan: '--plan', yes: '--yes', json: '--json', lang: '--lang ja|en', help: '--help' } as const

export const helpLines = (text: RotateText): string[] => [
  text.usage, '', text.about, '',
  ...textTable(Object.entries(usage).map(([name, form]) => [`  ${form}`, text.flags[name as keyof typeof usage]])),
  '', text.exits
]
