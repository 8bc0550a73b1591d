import { isDeviceAddress } from '@mimamori/contract/address-rule'
import { isDeviceId } from '@mimamori/contract/device-id-rule'

/** A device to be added, as it was typed. */
export interface Candidate {
  readonly id: string
  readonly address?: string
  readonly site?: string
  readonly role?: string
  /** The account on the device by which the server is let in, once. */
  readonly user?: string
}

/** A field of a candidate with an invalid value. */
export type CandidateField = keyof Candidate

const printable = (text: string): boolean => text.length <= 64 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)

const holds: Readonly<Record<CandidateField, (text: string) => boolean>> = {
  id: isDeviceId,
  address: isDeviceAddress,
  site: printable,
  role: printable,
  user: (text) => /^[a-z_][a-z0-9_-]{0,31}$/.test(text)
}

/** The invalid fields; a missing one is valid. */
export const wrongFields = (candidate: Candidate): CandidateField[] =>
  (Object.keys(holds) as CandidateField[]).filter((field) => candidate[field] !== undefined && !holds[field](candidate[field]))

/** A device as a list has it. */
export interface ListedCandidate {
  readonly candidate: Candidate
  /** The number of its line, from 1, if it is in a list. */
  readonly line?: number
  /** Words after the last field. */
  readonly surplus: readonly string[]
}

/**
 * A line of a list, `NAME,ADDRESS,SITE,ROLE,USER`, from which any but the first may be left out; the missing ones are
 * `otherwise`'s. A number may come before it, as in `12:NAME,…`.
 */
export const readCandidate = (text: string, otherwise: Omit<Candidate, 'id' | 'address'> = {}): ListedCandidate => {
  const [, line, cells = text] = /^(\d{1,9}):(.*)$/s.exec(text) ?? []
  const [id = '', address, site, role, user, ...surplus] = cells.split(',').map((cell) => cell.trim())
  return {
    candidate: { ...otherwise, id, ...address && { address }, ...site && { site }, ...role && { role }, ...user && { user } },
    ...line !== undefined && { line: Number(line) },
    surplus: surplus.filter((cell) => cell !== '')
  }
}
