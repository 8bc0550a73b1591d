import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { capture } from '../../platform/process/execute.ts'
import { knownHostName, type DeviceSsh } from '../device-ssh.ts'

type Place = Pick<DeviceSsh, 'address' | 'port'>

export interface HostKey {
  readonly type: string
  /** base64. */
  readonly key: string
}

/** As ssh shows it: `SHA256:…`. */
export const fingerprint = ({ key }: HostKey): string =>
  `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`

export const isSameKey = (one: HostKey, other: HostKey): boolean => one.type === other.type && one.key === other.key

const keysIn = (output: string): HostKey[] => output.split('\n').flatMap((line) => {
  const [, type, key] = /^[^#\s]\S* (\S+) (\S+)/.exec(line) ?? []
  return type === undefined || key === undefined ? [] : [{ type, key }]
})

/** The only type that is recorded: every OpenSSH since 2014 has it. */
const wantedType = 'ed25519'

/** The key that answers at the address; undefined if none does. */
export const scanHostKey = async ({ address, port }: Place): Promise<HostKey | undefined> =>
  keysIn(
    (await capture({ argv: ['ssh-keyscan', '-T', '20', '-p', String(port), '-t', wantedType, address] }, { timeoutMs: 60_000 })).stdout
  )[0]

/** The recorded keys of a device, with their lines in the file, from 1. */
export const recordedKeys = async (
  file: string, place: Place
): Promise<{ readonly keys: readonly HostKey[], readonly lines: readonly number[] }> => {
  if (!existsSync(file)) return { keys: [], lines: [] }
  const { stdout } = await capture({ argv: ['ssh-keygen', '-F', knownHostName(place), '-f', file] }, { timeoutMs: 20_000 })
  return { keys: keysIn(stdout), lines: [...stdout.matchAll(/^# Host .* found: line (\d+)/gm)].map(([, line]) => Number(line)) }
}

/** The places, as known_hosts names them, for which a key is recorded. Of hashed names nothing can be said. */
export const placesWithKey = (
  file: string, { type, key }: HostKey
): string[] => !existsSync(file) ? [] : readFileSync(file, 'utf8').split('\n').flatMap((line) => {
  const [names = '', itsType, itsKey] = line.trim().split(/\s+/)
  return itsType === type && itsKey === key ? names.split(',') : []
})

const lineOf = (place: Place, { type, key }: HostKey): string => `${knownHostName(place)} ${type} ${key}`

/** Writes a file in which a device has this key and no other has any: for a plan, which records nothing. */
export const writeOnlyHostKey = (file: string, place: Place, key: HostKey): void => { writeFileSync(file, `${lineOf(place, key)}\n`) }

/**
 * Records a key in place of those in some lines. The file is overwritten and then cut, since its directory is root's: a kill
 * ends us in between leaves a whole file, and perhaps a repeated end. @throws if we may not write it
 */
export const recordHostKey = (file: string, place: Place, key: HostKey, replacedLines: readonly number[] = []): void => {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const others = before.split('\n').filter((line, index) => line !== '' && !replacedLines.includes(index + 1))
  const content = Buffer.from([...others, lineOf(place, key), ''].join('\n'))
  const open = openSync(file, existsSync(file) ? 'r+' : 'w', 0o644)
  try {
    writeSync(open, content, 0, content.length, 0)
    ftruncateSync(open, content.length)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}
