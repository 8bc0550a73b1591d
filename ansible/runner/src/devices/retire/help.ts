import { textTable } from '@mimamori/program/text-table'
import type { RetireText } from './retire-text.en.ts'

const usage = { 'delete-agent': '--delete-agent', plan: '--plan', yes: '--yes', json: '--json', lang: '--lang ja|en', help: '--help' } as const

export const helpLines = (text: RetireText): string[] => [
  text.usage, '', text.summary, '',
  ...textTable(Object.entries(usage).map(([name, form]) => [`  ${form}`, text.flags[name as keyof typeof usage]])),
  '', text.exits
]
