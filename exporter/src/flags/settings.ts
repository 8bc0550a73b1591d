import type { Roots } from '../collector.ts'
import { collectorEntries } from '../collectors/index.ts'
import type { ExporterSettings } from '../settings.ts'
import { collectorFlags } from './collector-flags.ts'
import { collectorOptions } from './collector-options.ts'
import { toggle, type Flag, type FlagIssue, type FlagValues } from './flag.ts'
import { parseFlags } from './parse.ts'
import { programFlags } from './program-flags.ts'

type NamedFlags = typeof programFlags & typeof collectorFlags

const switchOf = (name: string): string => `collector.${name}`

/** Every flag: the program's, a switch for each collector, and the options of single collectors. */
export const flagTable: Readonly<Record<string, Flag>> = {
  ...programFlags,
  ...Object.fromEntries(collectorEntries.map(({ name, isOffByDefault }) => [switchOf(name), toggle(`Collect ${name}.`, isOffByDefault !== true)])),
  ...collectorFlags
}

/** What the command line says. */
export interface ProgramSettings {
  readonly roots: Roots
  readonly settings: ExporterSettings
  readonly listenAddress: string
  readonly wantsHelp: boolean
  readonly wantsVersion: boolean
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '')

/** Reads the command line into settings; all mistakes at once. */
export const readSettings = (argv: readonly string[]): { readonly program: ProgramSettings, readonly issues: readonly FlagIssue[] } => {
  const parsed = parseFlags(argv, flagTable as typeof flagTable & NamedFlags)
  const values: Readonly<Record<string, unknown>> & FlagValues<NamedFlags> = parsed.values
  const asked = collectorEntries.map(({ name }) => name).filter((name) => parsed.given.has(switchOf(name)))
  return {
    issues: parsed.issues,
    program: {
      roots: {
        proc: withoutSlash(values['path.procfs']),
        sys: withoutSlash(values['path.sysfs']),
        rootfs: withoutSlash(values['path.rootfs']),
        udevData: withoutSlash(values['path.udev.data'])
      },
      settings: {
        profile: values['collector.disable-defaults'] ? 'none' : 'full',
        collectors: Object.fromEntries(asked.map((name) => [name, values[switchOf(name)] === true])),
        options: collectorOptions(values, parsed.given)
      },
      listenAddress: values['web.listen-address'],
      wantsHelp: values.help,
      wantsVersion: values.version
    }
  }
}
