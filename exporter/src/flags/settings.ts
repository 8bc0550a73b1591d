import { statSync } from 'node:fs'
import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import type { Roots } from '../collector.ts'
import { collectorFactories, collectorNames } from '../collectors/index.ts'
import type { ExporterSettings } from '../create-collectors.ts'
import { collectorFlags } from './collector-flags.ts'
import { collectorOptions } from './collector-options.ts'
import { type Flag, type FlagIssue, text, toggle } from './flag.ts'
import { parseFlags } from './parse.ts'

/**
 * Checks a directory that must be there: without it every collector would have no data, and would not say why.
 * @throws {Error} if there is none
 */
const checkDirectory = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`expected a directory that is there, found ${JSON.stringify(path)}`)
  }
}

/** The flags of the program as a whole. */
const programFlags = {
  'path.procfs': text('Where the proc file system is mounted.', '/proc', { check: checkDirectory }),
  'path.sysfs': text('Where the sys file system is mounted.', '/sys', { check: checkDirectory }),
  'path.rootfs': text("Where the host's own root directory is; another place inside a container.", '/', { check: checkDirectory }),
  'path.udev.data': text('Where udev keeps what it knows of devices.', '/run/udev/data'),
  // node_exporter listens on every address. Here the default gives nothing away to the network: /metrics has no
  // password, and a device that pushes needs no open port.
  'web.listen-address': text(
    'Address and port to listen on. :9100 stands for every address of the machine, so that a Prometheus elsewhere can scrape it.',
    '127.0.0.1:9100'
  ),
  'collector.disable-defaults': toggle('Begin with no collector at all; add those you want by --collector.NAME.'),
  help: toggle('Show this text and end.'),
  version: toggle('Show the version and end.')
} satisfies Record<string, Flag>

type NamedFlags = typeof programFlags & typeof collectorFlags

const switchOf = (name: string): string => `collector.${name}`

/** Every flag: the program's, a switch for each collector, and the options of single collectors. */
export const flagTable: Readonly<Record<string, Flag>> = {
  ...programFlags,
  ...Object.fromEntries(collectorFactories.map(({ collectorName, summary, isOffByDefault }) => [
    switchOf(collectorName), toggle(`Collect ${summary}.`, !isOffByDefault)
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
  /** Undefined if there are mistakes. */
  readonly program: ProgramSettings | undefined
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '')

/** Reads the command line. */
export const readCommandLine = (argv: readonly string[]): CommandLine => {
  const { given, issues: flagIssues, values } = parseFlags(argv, flagTable as typeof flagTable & NamedFlags)
  const asked = collectorNames.filter((name) => given.has(switchOf(name)))
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
