import { packagedServer } from '@mimamori/program/packaged-server'
import { checkout } from '../start/directories.ts'

/** The command that sets up a server from this directory: the Debian package's, or npm in a checkout. */
export interface SetUpCommand {
  /** Whether it asks for decisions: who works on a checkout is asked nothing. */
  readonly asks: boolean
  /** Without options. */
  readonly bare: string
  /** With these options. */
  readonly withOptions: (options: string) => string
  /** The command that lists the settings of the collector. */
  readonly listSettings: string
  /** Its optional options, as a line about its use shows them. */
  readonly usage: (...options: readonly string[]) => string
  /** The beginning of each file of ours. */
  readonly written: string
  /** Deletes what it has stored once it has removed the services. */
  readonly deletion: (paths: string) => string
}

const ofPackage: SetUpCommand = {
  asks: true,
  bare: 'sudo mimamori setup',
  withOptions: (options) => `sudo mimamori setup ${options}`,
  listSettings: 'sudo mimamori setup --help',
  usage: (...options) => ['sudo mimamori setup', ...options.map((option) => `[${option}]`)].join(' '),
  written: 'Written by mimamori setup.',
  deletion: () => 'sudo apt-get purge mimamori-server'
}

const ofCheckout: SetUpCommand = {
  asks: false,
  bare: 'sudo npm run install-server',
  withOptions: (options) => `sudo npm run install-server -- ${options}`,
  listSettings: 'npm start -- --help',
  usage: (...options) => ['sudo npm run install-server', ...options.map((option) => `[-- ${option}]`)].join(' '),
  written: 'Written by npm run install-server.',
  deletion: (paths) => `sudo rm -r ${paths}`
}

/** Whether a file is ours, written by either command. */
export const isWrittenByUs = (content: string): boolean => [ofPackage, ofCheckout].some(({ written }) => content.includes(written))

export const setUpCommandOf = (directory: string): SetUpCommand => directory === packagedServer ? ofPackage : ofCheckout
export const setUpCommand = setUpCommandOf(checkout)
