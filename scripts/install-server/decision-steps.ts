import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSettingLines } from '@mimamori/program/settings-file'
import { settingsFile } from '../../collector/cli/src/backup/server-paths.ts'
import { StartProblem } from '../start/problem.ts'
import type { DecisionText } from './decision-text.ts'
import type { Decisions, Suggested } from './decisions.ts'
import type { Machine } from './machine.ts'
import type { Step } from './step.ts'

interface Deps {
  readonly checkout: string
  readonly machine: Machine
  readonly suggested: Pick<Suggested, 'address' | 'transport'>
  readonly print: (line: string) => void
  readonly text: Pick<DecisionText, 'enableHttps' | 'setUpBackups' | 'otherBackups'>
}

/** Whether backups are to be set up. @throws {StartProblem} if they are, to another place */
const isToBackUp = ({ backups }: Pick<Decisions, 'backups'>, { machine: { at }, text }: Deps): boolean => {
  if (backups === undefined || !existsSync(at(settingsFile))) return backups !== undefined
  const { lines } = readSettingLines(readFileSync(at(settingsFile), 'utf8'))
  if (lines.some(({ key, value }) => key === 'REPOSITORY' && value === backups)) return false
  throw new StartProblem(text.otherBackups(settingsFile), 2)
}

/** The decisions that other commands of `mimamori` carry out, whose output is shown: https, and backups with their password. */
export const decisionSteps = (decisions: Decisions, deps: Deps): readonly Step[] => {
  const { checkout, machine, suggested, print, text } = deps
  const mimamori = (...words: readonly string[]) => (): void => {
    print(machine.run(join(checkout, 'collector/bin/mimamori'), ...words).trimEnd())
  }
  const { address, transport, backups } = decisions
  return [
    ...transport === 'https' && suggested.transport !== 'https'
      ? [{ what: text.enableHttps, run: mimamori('https', 'enable', ...address === suggested.address ? [] : ['--name', address]) }]
      : [],
    ...isToBackUp(decisions, deps) ? [{ what: text.setUpBackups(backups!), run: mimamori('backup', 'init', backups!) }] : []
  ]
}
