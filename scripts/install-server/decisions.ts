import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { withoutBrackets } from '@mimamori/program/listen-address'
import { lanAddress } from '../../collector/src/platform/config/origin.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { adminsGroup, layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { membersOf } from './update-steps.ts'

/** The decisions of a person about a server. */
export interface Decisions {
  /** The IP address or name by which devices and browsers reach it. */
  readonly address: string
  readonly transport: 'http' | 'https'
  /** The accounts, besides root, that may add and update devices. */
  readonly updaters: readonly string[]
  /** Where backups are to be set up; undefined: nowhere now. */
  readonly backups: string | undefined
}

/** The decisions that the command line gives. */
export type Given = Partial<Decisions>

export interface Suggested extends Omit<Decisions, 'transport' | 'backups'> {
  /** Undefined before a person has chosen one. */
  readonly transport: Decisions['transport'] | undefined
  /** Whether a person has decided before. */
  readonly isSetUp: boolean
}

/** The decisions that are in force, or before the first set-up, those that fit this machine. `caller`: the account that called sudo. */
export const suggestedDecisions = (
  { machine, config, caller }: { readonly machine: Pick<Machine, 'at'>, readonly config: Config, readonly caller: string | undefined }
): Suggested => {
  const isSetUp = existsSync(machine.at(layout.settings))
  return {
    isSetUp,
    address: config.publicUrl === undefined ? lanAddress() ?? hostname() : withoutBrackets(new URL(config.publicUrl).hostname),
    transport: config.tlsCert !== undefined || config.httpsListen !== undefined ? 'https' : isSetUp ? 'http' : undefined,
    updaters: isSetUp || caller === undefined ? membersOf(adminsGroup, machine) : [caller]
  }
}

/** An IP address, or a name without a port; undefined for anything else. */
export const parseAddress = (written: string): string | undefined => {
  const host = withoutBrackets(written)
  return /^[\w.-]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(host) && URL.canParse(`http://${host.includes(':') ? `[${host}]` : host}`) ? host : undefined
}

/** As useradd(8) takes it; nothing that a program could take for an option. */
const accountName = /^[a-z_][\w-]{0,31}$/

/** `sato,tanaka`; root may anyway, so that `root` alone is nobody else. Undefined if one of them is no name of an account. */
export const parseUpdaters = (written: string): readonly string[] | undefined => {
  const names = written.split(/[\s,、]+/).filter((name) => name !== '')
  return names.length > 0 && names.every((name) => accountName.test(name)) ? [...new Set(names)].filter((name) => name !== 'root') : undefined
}

/** The accounts of these that the machine does not have. */
export const unknownAccounts = (names: readonly string[], { at }: Pick<Machine, 'at'>): readonly string[] => {
  const known = new Set(readFileSync(at('/etc/passwd'), 'utf8').split('\n').map((line) => line.split(':')[0]))
  return names.filter((name) => !known.has(name))
}
