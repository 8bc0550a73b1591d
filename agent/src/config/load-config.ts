import { existsSync } from 'node:fs'
import { collectorNames } from '@mimamori/exporter'
import { nearestName } from '@mimamori/program/nearest-name'
import type { AgentConfig, PushTarget } from './agent-config.ts'
import { assignValues, type AssignedValues } from './assign-values.ts'
import { caFileIssues } from './ca-file.ts'
import type { ConfigIssue } from './config-issue.ts'
import { readDeviceKey } from './device-key.ts'
import { isExponential } from './exponential-pattern.ts'
import { translateFormer } from './former-settings.ts'
import { readConfiguration, refuseIssues } from './read-configuration.ts'
import { settings } from './settings.ts'
import type { ValuesOf } from './setting-table.ts'

export const usualFile = '/etc/mimamori/agent.conf'
/** The file of the former agent. */
const formerFile = '/etc/raspi-status-agent.conf'

/** The default path of an agent's state: in the runtime directory of its unit, which is in memory. */
export const stateFileIn = (env: ConfigSources['env']): string => `${env['RUNTIME_DIRECTORY'] ?? '/run/mimamori-agent'}/state.json`

/**
 * The default directory of the spools: the state directory of the unit (StateDirectory=); an agent without one from systemd keeps
 * them in memory.
 */
const spoolDirectoryIn = (env: ConfigSources['env']): string | undefined => {
  const [stateDirectory] = env['STATE_DIRECTORY']?.split(':') ?? []
  return stateDirectory && `${stateDirectory}/spool`
}

export interface ConfigSources {
  /** The flag --config. */
  readonly file?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists?: (path: string) => boolean
}

/** The first of these that exists: the flag, MIMAMORI_AGENT_CONFIG, the usual file, the former agent's. */
export const chooseFile = ({ file, env, exists = existsSync }: ConfigSources): string =>
  file ?? (env['MIMAMORI_AGENT_CONFIG'] || undefined) ?? (!exists(usualFile) && exists(formerFile) ? formerFile : usualFile)

const readPushTarget = (
  { values, issues }: AssignedValues<typeof settings>,
  env: ConfigSources['env']
): { push?: PushTarget, issues: ConfigIssue[] } => {
  const { apiBaseUrl, clientId } = values
  const wasNoted = (key: string): boolean => issues.some((issue) => 'key' in issue && issue.key === key)
  const found: ConfigIssue[] = []
  for (const { key, kind, value } of [
    { ...settings.apiBaseUrl, value: apiBaseUrl },
    { ...settings.clientId, value: clientId }
  ]) {
    if (value === undefined && !wasNoted(key)) found.push({ kind: 'missing', key, expected: kind.expected })
  }
  const { clientKey, issue } = readDeviceKey({ ...values, credentialsDirectory: env['CREDENTIALS_DIRECTORY'] })
  if (issue !== undefined && !wasNoted('CLIENT_KEY')) found.push(issue)
  if (apiBaseUrl === undefined || clientId === undefined || clientKey === undefined) return { issues: found }
  return { push: { apiBaseUrl, clientId, clientKey }, issues: found }
}

const unknownCollectors = (names: readonly string[]): ConfigIssue[] =>
  names
    .map((name) => name.replace(/^-/, ''))
    .filter((name) => !collectorNames.includes(name))
    .map((name) => ({
      kind: 'refused',
      key: settings.collectors.key,
      reason: (text) => text.config.unknownCollector(name, nearestName(name, collectorNames))
    }))

/** A text that takes one of them exponential time would stop the agent, reports and all. */
const exponentialPatterns = ({ values, lineOf }: AssignedValues<typeof settings>): ConfigIssue[] =>
  (['logFirstLines', 'logRedact'] as const).flatMap((name) =>
    values[name]
      .filter(({ value }) => isExponential(value.source))
      .map((of) => {
        const { key } = settings[name]
        return { kind: 'refused', key, line: lineOf.get(key)!, reason: (text) => text.config.exponential(`${of.name}=${of.value.source}`) }
      })
  )

const contentSettings = ['contentDirectory', 'contentBytesPerSecond', 'contentCheckedSets'] as const

/** The settings of content that the file does not have: the role `content` gives them to the unit, in its environment. */
const readUnitSettings = ({ lineOf }: AssignedValues<typeof settings>, env: ConfigSources['env']) => {
  const values: Record<string, unknown> = {}
  const issues: ConfigIssue[] = []
  for (const name of contentSettings) {
    const { key, kind } = settings[name]
    const text = env[key]
    if (text === undefined || lineOf.has(key)) continue
    const value = kind.parse(text)
    if (value === undefined) issues.push({ kind: 'refused', key, reason: (of) => of.config.inEnvironment(kind.expected(of), text) })
    else values[name] = value
  }
  return { values: values as Partial<Pick<ValuesOf<typeof settings>, typeof contentSettings[number]>>, issues }
}

/**
 * Reads the configuration from its file, and what the unit adds to it.
 *
 * @throws {ConfigError} with all mistakes at once.
 */
export const loadConfig = (sources: ConfigSources): AgentConfig => {
  const file = chooseFile(sources)
  const { lines, issues: unreadable } = readConfiguration(file)
  const { ignoredKeys, ...former } = translateFormer(lines)
  const assigned = assignValues(former.lines, settings)
  const { values } = assigned
  const target = values.push ? readPushTarget(assigned, sources.env) : { issues: [] }
  const ofUnit = readUnitSettings(assigned, sources.env)
  const issues = [...unreadable, ...former.issues, ...assigned.issues, ...ofUnit.issues, ...target.issues]
  issues.push(...caFileIssues(values.caFile, assigned.lineOf), ...unknownCollectors(values.collectors), ...exponentialPatterns(assigned))
  if (!values.push && values.listen === undefined) issues.push({ kind: 'refused', key: 'PUSH', reason: (text) => text.config.nothingToDo })
  refuseIssues(file, issues)
  const keyFile = values.clientKeyFile ?? (values.clientKey === undefined ? undefined : file)
  const spoolDirectory =
    values.push && values.logSpoolDiskMebibytes + values.sampleSpoolDiskMebibytes > 0
      ? (values.spoolDirectory ?? spoolDirectoryIn(sources.env))
      : undefined
  return {
    ...values,
    ...ofUnit.values,
    file,
    keyFile,
    push: target.push,
    stateFile: values.stateFile ?? stateFileIn(sources.env),
    spoolDirectory,
    ignoredKeys
  }
}
