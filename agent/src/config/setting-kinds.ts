import { isDeviceId } from '@mimamori/contract/device-id-rule'
import { isUnitName, parseHttpTarget } from '@mimamori/exporter'
import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import { parseWholeNumber } from '@mimamori/program/whole-number'
import { encodings, type Encoding } from './encodings.ts'
import { parseTimeFormat } from './time-format.ts'
import type { Text } from '../text/index.ts'

/** How the value of a setting is read. */
export interface SettingKind<Value> {
  /** Describes the expected value, for the message about another one. */
  readonly expected: (text: Text) => string
  /** undefined if the text is no such value. */
  readonly parse: (text: string) => Value | undefined
  /** Its value is never printed. */
  readonly secret?: true
}

/** The base of the collector's HTTP interface. */
export const apiBaseUrl: SettingKind<URL> = {
  expected: (text) => text.expected.apiBaseUrl,
  parse (value) {
    const url = URL.parse(value)
    if (
      url === null ||
      !/^https?:$/.test(url.protocol) ||
      url.username !== '' ||
      url.password !== '' ||
      url.search !== '' ||
      url.hash !== ''
    ) {
      return undefined
    }
    return /\/api\/?$/.test(url.pathname) ? url : undefined
  }
}

/** A device's id, as the collector's contract defines it. */
export const deviceId: SettingKind<string> = {
  expected: (text) => text.expected.deviceId,
  parse: (value) => isDeviceId(value) ? value : undefined
}

/** A device's key. Template text that was never rendered has become the key of many devices at once; it is none. */
export const deviceKey: SettingKind<string> = {
  expected: (text) => text.expected.deviceKey,
  parse: (value) => /^[\x21-\x7e]{1,512}$/.test(value) && !/\{\{|\}\}|\$\{|<%|^<.*>$/.test(value) ? value : undefined,
  secret: true
}

export const wholeNumber = (min: number, max: number): SettingKind<number> => ({
  expected: (text) => text.expected.wholeNumber(min, max),
  parse: (value) => parseWholeNumber(value, { min, max })
})

export const oneOf = <const Choice extends string>(...choices: readonly Choice[]): SettingKind<Choice> => ({
  expected: (text) => text.expected.oneOf(choices),
  parse: (value) => choices.find((choice) => choice === value)
})

const truths: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  on: true,
  1: true,
  no: false,
  false: false,
  off: false,
  0: false
}

export const yesOrNo: SettingKind<boolean> = {
  expected: (text) => text.expected.oneOf(['yes', 'no']),
  parse: (value) => Object.hasOwn(truths, value.toLowerCase()) ? truths[value.toLowerCase()] : undefined
}

export const absolutePath: SettingKind<string> = {
  expected: (text) => text.expected.absolutePath,
  parse: (value) => value.startsWith('/') ? value.replace(/\/+$/, '') : undefined
}

export const listenAddress: SettingKind<ListenAddress> = {
  expected: (text) => text.expected.listenAddress,
  parse: parseListenAddress
}

/** Names separated by spaces or commas. */
const listOf = (isItem: (name: string) => boolean, expected: SettingKind<unknown>['expected']): SettingKind<readonly string[]> => ({
  expected,
  parse (value) {
    const names = value.split(/[\s,]+/).filter((name) => name !== '')
    return names.every(isItem) ? names : undefined
  }
})

const isHttpTarget = (pair: string): boolean => {
  try {
    parseHttpTarget(pair)
    return true
  } catch {
    return false
  }
}
const pairs = listOf(isHttpTarget, (text) => text.expected.httpChecks)

/** `NAME=URL` of services on this device, each name once: it is the label that tells them apart. */
export const httpChecks: SettingKind<readonly string[]> = {
  ...pairs,
  parse (value) {
    const targets = pairs.parse(value)
    return new Set(targets?.map((pair) => parseHttpTarget(pair).name)).size === targets?.length ? targets : undefined
  }
}

const matches = (pattern: RegExp) => (name: string): boolean => pattern.test(name)

export const collectorSwitches = listOf(matches(/^-?[a-z][a-z0-9_]*$/), (text) => text.expected.collectors)
export const unitNames = listOf(isUnitName, (text) => text.expected.units)
export const processNames = listOf(matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/), (text) => text.expected.processes)

/** Patterns of units; a leading - excludes. */
export const unitPatterns = listOf(matches(/^-?[A-Za-z0-9:_.\\@*?][A-Za-z0-9:_.\\@*?-]{0,254}$/), (text) => text.expected.unitPatterns)
/** FIELD=value, as journalctl(1) takes them. */
export const journalMatches = listOf(matches(/^[A-Z_][A-Z0-9_]{0,63}=.+$/), (text) => text.expected.journalMatches)
/** Paths, also with * and ?. */
export const filePatterns = listOf(matches(/^\/[^/].*[^/]$/), (text) => text.expected.filePatterns)

/** A value that is set for everything with this name. */
export interface Named<Value> {
  readonly name: string
  readonly value: Value
}

/** `NAME=VALUE` separated by spaces. */
const named = <Value>(
  parse: (text: string) => Value | undefined, expected: SettingKind<unknown>['expected']
): SettingKind<readonly Named<Value>[]> => {
  const parsePair = (pair: string): Named<Value> | undefined => {
    const [, name, text] = /^([^=]+)=(.+)$/.exec(pair) ?? []
    const value = text === undefined ? undefined : parse(text)
    return name === undefined || value === undefined ? undefined : { name, value }
  }
  return {
    expected,
    parse (value) {
      const found = value.split(/\s+/).filter((pair) => pair !== '').map(parsePair)
      return found.every((pair) => pair !== undefined) ? found : undefined
    }
  }
}

const parsePattern = (source: string): RegExp | undefined => {
  try {
    return new RegExp(source, 'u')
  } catch {
    return undefined
  }
}
/** Regular expressions, which have a space as `\s`. */
export const namedPatterns = named(parsePattern, (text) => text.expected.namedPatterns)
export const timeFormats = named(parseTimeFormat, (text) => text.expected.timeFormats)
/** Undefined also for an encoding that this Node.js was built without. */
const parseEncoding = (name: string): Encoding | undefined => {
  const found = encodings.find((encoding) => encoding === name.toLowerCase())
  try {
    return found && new TextDecoder(found) && found
  } catch {
    return undefined
  }
}
/** The seconds that the check of a set of content may take. */
export const checkedSets = named((text) => parseWholeNumber(text, { min: 1, max: 3600 }), (text) => text.expected.checkedSets)
export const fileEncodings = named(parseEncoding, (text) => text.expected.fileEncodings(encodings.join(', ')))
