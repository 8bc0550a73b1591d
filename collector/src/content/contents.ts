import { createHash } from 'node:crypto'
import { totalBytes, type ContentFile, type ContentTargets, type Issue, type Language, type OpeningHoursOfSite } from '@mimamori/contract'
import type { Author } from '../platform/audit/author.ts'
import { CodedError } from '../platform/errors/error-codes.ts'
import type { Settings } from './settings/settings.ts'
import { mistakeLine, type Message, type Mistake } from './settings/mistake.ts'
import type { Template, TemplateDevice } from './settings/template.ts'

/** A version of a set: it never changes. */
export interface ContentVersion {
  /** From 1 within its set; never given twice to one name. */
  readonly number: number
  readonly publishedMs: number
  /** The name of who published it. */
  readonly publisher: string
  /** By path. */
  readonly files: readonly ContentFile[]
  /** The SHA-256 of each. */
  readonly hashes: ReadonlySet<string>
  /** The size of all files. */
  readonly bytes: number
  /** The same for the same files, whatever the number is: SHA-256. */
  readonly digest: string
}

export interface ContentSet {
  readonly name: string
  readonly targets: ContentTargets
  /** The version that devices should have. */
  readonly current: ContentVersion
  /** The templates and schemas of that version. */
  readonly settings: Settings
  /** All that are stored, the newest first. */
  readonly versions: readonly ContentVersion[]
}

/** The sets of content that a device should have, at their current versions. */
export interface WantedContent {
  /** Changes if and only if a file of it or the opening hours do; empty if the device cannot have any of them. */
  readonly version: string
  readonly sets: readonly WantedSet[]
  /** Opening hours of the device's site; undefined if it is always open. */
  readonly openingHours: OpeningHoursOfSite | undefined
  /** Sets that the device cannot have, and keeps as it has them. */
  readonly refused: readonly { readonly name: string, readonly kind: 'template_failed' | 'too_much', readonly message: Message }[]
}

/** A set as a device should have it. */
export interface WantedSet extends Pick<ContentVersion, 'number' | 'files' | 'hashes' | 'digest'> {
  readonly name: string
  /** The templates that were filled in for the device, by the SHA-256 of what came of them. */
  readonly rendered: ReadonlyMap<string, Template>
}

export class UnknownContentError extends CodedError {
  override readonly name = 'UnknownContentError'
  readonly code = 'CONTENT_NOT_FOUND'
}

/** Files of a manifest that are to be uploaded first. */
export class MissingFilesError extends CodedError {
  override readonly name = 'MissingFilesError'
  readonly code = 'CONTENT_FILES_MISSING'
}

/** Settings files that their schemas refuse, or templates that no device could have. */
export class RefusedSettingsError extends CodedError {
  override readonly name = 'RefusedSettingsError'
  readonly code = 'CONTENT_REFUSED'
  override readonly issues: readonly Issue[]

  readonly mistakes: readonly Mistake[]

  constructor (mistakes: readonly Mistake[], language: Language = 'en') {
    super(mistakes.map((mistake) => mistakeLine(mistake, language)).slice(0, 3).join(language === 'ja' ? '。' : '; '))
    this.mistakes = mistakes
    this.issues = mistakes.map(({ path, message }) => ({ path, message: message[language] }))
  }
}

/** A device would have more sets or files than an agent reads, or the server more bytes than it may keep. */
export class ContentBoundError extends CodedError {
  override readonly name = 'ContentBoundError'
  readonly code: 'CONTENT_REFUSED' | 'CONTENT_FULL'
  readonly messages: Message

  constructor (code: ContentBoundError['code'], messages: Message, language: Language = 'en') {
    super(messages[language])
    this.code = code
    this.messages = messages
  }
}

export interface NewVersion {
  readonly files: readonly ContentFile[]
  readonly targets?: ContentTargets | undefined
}

/** The sets of content. All are in memory; a change resolves when it is on the disk, and is visible only then. */
export interface Contents {
  /** By name. */
  all (): readonly ContentSet[]
  /** @throws {UnknownContentError} as do all that follow, but `publish` */
  get (name: string): ContentSet
  /**
   * Makes files the current version of a set, which is new if there is none: for no device unless `targets` are given, which replace
   * those of the set in the same step. The same files as the current version's are that version.
   * @throws {MissingFilesError} {RefusedSettingsError} {ContentBoundError}
   */
  publish (name: string, version: NewVersion, by: Author): Promise<ContentSet>
  /** Goes back to an older version, or forward. @throws {RefusedSettingsError} {ContentBoundError} */
  select (name: string, number: number, by: Author): Promise<ContentSet>
  /** Says which devices the set is for. @throws {ContentBoundError} */
  assign (name: string, targets: ContentTargets, by: Author): Promise<ContentSet>
  /** The bound that a change would exceed, which needs no file of it; undefined if there is none. */
  exceededBound (changed: Pick<ContentSet, 'name' | 'targets' | 'current'>): Promise<Message | undefined>
  /** Devices keep what they have of it. */
  remove (name: string, by: Author): Promise<void>
  /** Undefined if no set is for it. */
  wantedBy (device: ContentDevice): WantedContent | undefined
  /** Whether a stored version has a file with this SHA-256; true of each as long as there is a version that cannot be read. */
  isNamed (sha256: string): boolean
}

export type ContentDevice = TemplateDevice

/** Whether a set is for a device. */
export const isFor = (
  { all = false, devices = [], sites = [], roles = [], labels = [] }: ContentTargets, device: ContentDevice
): boolean =>
  all || devices.includes(device.id) || sites.includes(device.site) || roles.includes(device.role) ||
  Object.entries(device.labels).some(([name, value]) => labels.includes(`${name}=${value}`))

/** Targets that are for none of the devices. */
export const unmatchedTargets = (
  { devices = [], sites = [], roles = [], labels = [] }: ContentTargets, all: readonly ContentDevice[]
): ContentTargets => {
  const unmatched = Object.entries({ devices, sites, roles, labels })
    .map(([kind, names]) => [kind, names.filter((name) => !all.some((device) => isFor({ [kind]: [name] }, device)))] as const)
  return Object.fromEntries(unmatched.filter(([, names]) => names.length > 0))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The same for the same files: SHA-256. */
export const digestOf = (files: readonly ContentFile[]): string => sha256(JSON.stringify(files.map((file) => [file.path, file.sha256])))

/** Makes a version of what is stored of it. */
export const toVersion = (
  { files: given, ...stored }: Pick<ContentVersion, 'number' | 'publishedMs' | 'publisher' | 'files'>
): ContentVersion => {
  const files = given.toSorted((one, other) => one.path < other.path ? -1 : 1)
  return {
    ...stored,
    files,
    hashes: new Set(files.map((file) => file.sha256)),
    bytes: totalBytes(files),
    digest: digestOf(files)
  }
}

/** Names the content of a device: changes if and only if a file of a set or the opening hours do. */
export const versionOf = (sets: readonly WantedSet[], openingHours: OpeningHoursOfSite | undefined): string => {
  const hours = openingHours === undefined ? [] : [openingHours]
  return sets.length === 0 ? '' : sha256(JSON.stringify([...sets.map(({ name, digest }) => [name, digest]), ...hours])).slice(0, 16)
}
