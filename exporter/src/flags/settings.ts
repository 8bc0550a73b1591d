import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import type { Roots } from '../collector.ts'
import { collectorEntries } from '../collectors/index.ts'
import type { ExporterSettings } from '../settings.ts'
import { collectorFlags } from './collector-flags.ts'
import { collectorOptions } from './collector-options.ts'
import { collectorSummaries } from './collector-summaries.ts'
import { toggle, type Flag, type FlagIssue } from './flag.ts'
import { parseFlags } from './parse.ts'
import { programFlags } from './program-flags.ts'

type NamedFlags = typeof programFlags & typeof collectorFlags

const switchOf = (name: string): string => `collector.${name}`

/** Every flag: the program's, a switch for each collector, and the options of single collectors. */
export const flagTable: Readonly<Record<string, Flag>> = {
  ...programFlags,
  ...Object.fromEntries(collectorEntries.map(({ name, isOffByDefault }) => [
    switchOf(name), toggle(`Collect ${collectorSummaries[name]}.`, isOffByDefault !== true)
  ])),
  ...collectorFlags
}

/** Settings of the program. */
export interface ProgramSettings {
  readonly roots: Roots
  readonly settings: ExporterSettings
  readonly listen: ListenAddress
}

/** The command line as it was read. */
export interface CommandLine {
  readonly wantsHelp: boolean
  readonly wantsVersion: boolean
  /** Every mistake, not only the first. */
  readonly issues: readonly FlagIssue[]
  /** Undefined where there are mistakes. */
  readonly program: ProgramSettings | undefined
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '')

/** Reads the command line. */
export const readCommandLine = (argv: readonly string[]): CommandLine => {
  const { given, issues: flagIssues, values } = parseFlags(argv, flagTable as typeof flagTable & NamedFlags)
  const asked = collectorEntries.map(({ name }) => name).filter((name) => given.has(switchOf(name)))
  const listen = parseListenAddress(values['web.listen-address'])
  const issues = listen !== undefined ? flagIssues : [...flagIssues, {
    flag: '--web.listen-address',
    message: `expected HOST:PORT or :PORT, found ${JSON.stringify(values['web.listen-address'])}`
  }]
  return {
    wantsHelp: values.help,
    wantsVersion: values.version,
    issues,
    program: listen === undefined || issues.length > 0 ? undefined : {
      roots: {
        proc: withoutSlash(values['path.procfs']),
        sys: withoutSlash(values['path.sysfs']),
        rootfs: withoutSlash(values['path.rootfs']),
        udevData: withoutSlash(values['path.udev.data'])
      },
      settings: {
        profile: values['collector.disable-defaults'] ? 'none' : 'full',
        collectors: Object.fromEntries(asked.map((name) => [name, (values as Record<string, unknown>)[switchOf(name)] === true])),
        options: collectorOptions(values, given)
      },
      listen
    }
  }
}
