import { escapeLabelValue } from '@mimamori/exporter/text-format'
import { bytesOf, copyBytes, type Bytes } from './bytes.ts'
import type { IdentityLabels } from './live-store.ts'
import type { StoredPage } from './stored-page.ts'

/** What is put in for one device, by kind of cut (page-layout.ts). */
export interface Insertions {
  readonly pieces: readonly Bytes[]
  readonly longest: number
}

const piece = (text: string): Bytes => bytesOf(Buffer.from(text))
const nothing = piece('')
const exported = piece('exported_')

/** On a device's own page: its target has the identity labels. */
export const deviceInsertions: Insertions = { pieces: [nothing, nothing, nothing, exported, nothing], longest: exported.buffer.length }

/** The labels as a target of the HTTP SD has them: job and instance are what node_exporter's dashboards select by. */
export const renderIdentity = ({ device, site, role }: IdentityLabels): string =>
  [['job', 'node'], ['instance', device], ['device', device], ['site', site], ['role', role]]
    .map(([name, value]) => `${name}="${escapeLabelValue(value!)}"`).join(',')

export const fleetInsertions = (identity: IdentityLabels): Insertions => {
  const text = renderIdentity(identity)
  const pieces = [piece(`{${text}}`), piece(`${text},`), piece(text), exported, exported]
  return { pieces, longest: pieces[0]!.buffer.length }
}

/**
 * The piece of a page under way: printed into memory of a fixed size, without making text of it. Plain functions with
 * their state beside them: methods that are made anew for each page are compiled anew for each page.
 */
export interface Output {
  bytes: Bytes
  /** How much of `bytes` is printed. */
  at: number
}

export const newOutput = (): Output => ({ bytes: nothing, at: 0 })

const pieceBytes = 65_536
const newline = 10

const startOf = ({ layout, ends }: StoredPage, line: number): number => (line === 0 ? 0 : ends[line - 1]!) + layout.gaps[line]!

/** The bytes that a family's lines take at most. */
const spaceFor = (page: StoredPage, family: number, { longest }: Insertions): number => {
  const { layout: { firstLines, firstCuts }, ends } = page
  const first = firstLines[family]!
  const end = firstLines[family + 1]!
  return ends[end - 1]! - startOf(page, first) + (firstCuts[end]! - firstCuts[first]!) * longest + 1
}

const reserve = (out: Output, bytes: number): void => {
  if (out.at + bytes <= out.bytes.buffer.length) return
  const before = out.bytes
  out.bytes = bytesOf(Buffer.allocUnsafeSlow(Math.max(pieceBytes, out.at + bytes)))
  before.buffer.copy(out.bytes.buffer, 0, 0, out.at)
}

/** Whether a family's lines, and so much more, stay within the piece under way; an empty one takes any. */
export const hasRoom = (out: Output, page: StoredPage, family: number, insertions: Insertions, more: number): boolean =>
  out.at === 0 || out.at + more + spaceFor(page, family, insertions) <= pieceBytes

export const writeText = (out: Output, text: string): void => {
  reserve(out, text.length * 3)
  out.at += out.bytes.buffer.write(text, out.at)
}

/** A family's lines, whole: they are never of two reports. Blanks around a line are left out. */
export const writeFamily = (out: Output, page: StoredPage, family: number, insertions: Insertions): void => {
  reserve(out, spaceFor(page, family, insertions))
  const { layout: { firstLines, gaps, cuts, firstCuts }, bytes, ends } = page
  const { pieces } = insertions
  const target = out.bytes
  const endLine = firstLines[family + 1]!
  let line = firstLines[family]!
  let to = line === 0 ? 0 : ends[line - 1]!
  let at = out.at
  for (; line < endLine; line++) {
    const start = to + gaps[line]!
    let from = start
    to = ends[line]!
    const endCut = firstCuts[line + 1]!
    for (let cut = firstCuts[line]!; cut < endCut; cut++) {
      const put = pieces[cuts[cut]! & 7]!
      if (put === nothing) continue
      const cutAt = start + (cuts[cut]! >>> 3)
      at = copyBytes(target, at, bytes, from, cutAt)
      at = copyBytes(target, at, put, 0, put.buffer.length)
      from = cutAt
    }
    at = copyBytes(target, at, bytes, from, to)
    target.view.setUint8(at++, newline)
  }
  out.at = at
}

/** Gives the piece under way and begins another. */
export const takePiece = (out: Output): Buffer => {
  const taken = out.bytes.buffer.subarray(0, out.at)
  out.bytes = nothing
  out.at = 0
  return taken
}
