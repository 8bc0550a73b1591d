import type { Language } from '@mimamori/program/language'
import type { Machine } from './machine.ts'
import type { InstallServerText } from './text.ts'

export interface InstallDeps {
  readonly isPlan: boolean
  readonly machine: Machine
  readonly language: Language
  readonly text: InstallServerText
  readonly print: (line: string) => void
}
