import { resolve } from 'node:path'
import { redact } from '@mimamori/contract/redaction'
import { shellWord } from '@mimamori/program/shell-word'
import { checkoutDirectory, startedBy, thisStart, type StartContext, type StartedBy } from './local-command.ts'
import { packagedServer, setUpCommandIn } from '@mimamori/program/packaged-server'
import { settings } from './settings.ts'

/** Names the settings that `npm start` chose for its collector and chooses again (scripts/start/collector.ts), separated by commas. */
export const chosenByStart = 'MIMAMORI_CHOSEN_BY_START'

const secretSettings: readonly string[] = [settings.adminToken.name]

export interface Restart {
  readonly by: StartedBy
  /** The changed settings, as a file of settings has them. */
  readonly settings: string[]
  readonly command: string
  /** The settings that the command leaves out, since their values are secret. */
  readonly secrets: string[]
}

/** How this collector is started again with some settings changed and all others kept. */
export const restartWith = (
  changed: Readonly<Record<string, string>>, start: StartContext = thisStart(), root = checkoutDirectory
): Restart => {
  const by = startedBy(start)
  const lines = Object.entries(changed).map(([name, value]) => `${name}=${value}`)
  if (by === 'container') return { by, settings: lines, command: 'sudo docker compose up -d', secrets: [] }
  if (by === 'service') {
    const command = [...root === packagedServer ? [] : [`cd ${shellWord(root)} &&`], setUpCommandIn(root)].join(' ')
    return { by, settings: lines, command, secrets: [] }
  }

  const chosen = (start.env[chosenByStart] ?? '').split(',')
  const given = Object.values(settings).flatMap(({ name }) =>
    start.env[name] === undefined || chosen.includes(name) ? [] : [[name, start.env[name]] as const]
  )
  const isSecret = ([name, value]: readonly [string, string]): boolean => secretSettings.includes(name) || redact(value) !== value
  const data = settings.dataDir.name
  const elsewhere = start.directory !== root && { [data]: resolve(start.directory, start.env[data] ?? settings.dataDir.fallback) }
  const all = { ...Object.fromEntries(given.filter((setting) => !isSecret(setting))), ...elsewhere, ...changed }
  return {
    by,
    settings: lines,
    command: [`cd ${shellWord(root)} &&`, ...Object.entries(all).map(([name, value]) => `${name}=${shellWord(value)}`), 'npm start'].join(
      ' '
    ),
    secrets: given.filter(isSecret).map(([name]) => name)
  }
}

/** Publishes an agent where this collector looks for one. */
export const publishCommand = (agentDir: string, start: StartContext = thisStart(), root = checkoutDirectory): string => {
  // A set-up packs the agent for its devices, too.
  if (root === packagedServer) return setUpCommandIn(root)
  return [
    ...startedBy(start) === 'container' ? [] : [`cd ${shellWord(root)} &&`],
    'sudo npm run publish-agent',
    ...agentDir === settings.agentDir.fallback ? [] : ['-- --to', shellWord(resolve(start.directory, agentDir))]
  ].join(' ')
}
