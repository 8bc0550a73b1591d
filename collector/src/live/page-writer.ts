import { escapeLabelValue } from '@mimamori/exporter/text-format'
import { bytesOf, copyBytes, type Bytes } from './bytes.ts'
import type { IdentityLabels } from './live-store.ts'
import { cutKinds } from './page-layout.ts'
import type { StoredPage } from './stored-page.ts'

/**
 * The identity labels of the devices of one page, one after the other in one memory: what each device has of its own is
 * looked up far from everything else, and that, not the copying, is what printing a large fleet takes.
 */
export interface Identities {
  readonly bytes: Bytes
  /** Where each device's begin, and where the last one's end; `{labels}labels,` for each, or nothing on a device's own page. */
  readonly starts: readonly number[]
}

const nothing = bytesOf(Buffer.alloc(0))
const exported = bytesOf(Buffer.from('exported_'))

/** On a device's own page: its target has the identity labels. */
export const noIdentity: Identities = { bytes: nothing, starts: [0, 0] }

/** The labels as a target of the HTTP SD has them: job and instance are what node_exporter's dashboards select by. */
export const renderIdentity = ({ device, site, role }: IdentityLabels): string =>
  [['job', 'node'], ['instance', device], ['device', device], ['site', site], ['role', role]]
    .map(([name, value]) => `${name}="${escapeLabelValue(value!)}"`).join(',')

/** Puts them together, a device at a time. */
export const gatherIdentities = () => {
  const texts: string[] = []
  const starts = [0]
  return {
    /** Gives the number of the device. */
    add (identity: IdentityLabels): number {
      const labels = renderIdentity(identity)
      const text = `{${labels}}${labels},`
      starts.push(starts.at(-1)! + Buffer.byteLength(text))
      return texts.push(text) - 1
    },
    close: (): Identities => ({ bytes: bytesOf(Buffer.from(texts.join(''))), starts })
  }
}

/**
 * The piece of a page under way: printed into memory of a fixed size, without making text of it, and into the same for
 * each piece: new memory for a whole page is as much as the fleet's pages take, and V8 looks through all of it the sooner.
 * Plain functions with their state beside them: methods that are made anew for each page are compiled anew for each page.
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
const spaceFor = (page: StoredPage, family: number, identityBytes: number): number => {
  const { layout: { firstLines, firstCuts }, ends } = page
  const first = firstLines[family]!
  const end = firstLines[family + 1]!
  return ends[end - 1]! - startOf(page, first) + (firstCuts[end]! - firstCuts[first]!) * (identityBytes + exported.buffer.length) + 1
}

const reserve = (out: Output, bytes: number): void => {
  if (out.at + bytes <= out.bytes.buffer.length) return
  const before = out.bytes
  out.bytes = bytesOf(Buffer.allocUnsafeSlow(Math.max(pieceBytes, out.at + bytes)))
  before.buffer.copy(out.bytes.buffer, 0, 0, out.at)
}

/** A family of a page, to be printed for one of the devices of `identities`. */
export interface PrintedFamily {
  page: StoredPage
  family: number
  device: number
}

/** Whether its lines, and so much more, stay within the piece under way; an empty one takes any. */
export const hasRoom = (out: Output, { page, family, device }: PrintedFamily, { starts }: Identities, more: number): boolean =>
  out.at === 0 || out.at + more + spaceFor(page, family, starts[device + 1]! - starts[device]!) <= pieceBytes

export const writeText = (out: Output, text: string): void => {
  reserve(out, text.length * 3)
  out.at += out.bytes.buffer.write(text, out.at)
}

/** Its lines, whole: they are never of two reports. Blanks around a line are left out. */
export const writeFamily = (out: Output, { page, family, device }: PrintedFamily, { bytes: identities, starts }: Identities): void => {
  const identity = starts[device]!
  const identityEnd = starts[device + 1]!
  reserve(out, spaceFor(page, family, identityEnd - identity))
  const { layout: { firstLines, gaps, cuts, firstCuts }, bytes, ends } = page
  const isFleet = identityEnd > identity
  /** In `{labels}labels,`: where the labels before a comma begin. */
  const beforeLabels = (identity + identityEnd + 1) / 2
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
    for (let index = firstCuts[line]!; index < endCut; index++) {
      const cut = cuts[index]!
      const kind = cut & 7
      if (!isFleet && kind !== cutKinds.exported) continue
      at = copyBytes(target, at, bytes, from, from = start + (cut >>> 3))
      if (kind === cutKinds.beforeLabels) at = copyBytes(target, at, identities, beforeLabels, identityEnd)
      else if (kind === cutKinds.braces) at = copyBytes(target, at, identities, identity, beforeLabels)
      else if (kind === cutKinds.emptyBraces) at = copyBytes(target, at, identities, identity + 1, beforeLabels - 1)
      else at = copyBytes(target, at, exported, 0, exported.buffer.length)
    }
    at = copyBytes(target, at, bytes, from, to)
    target.view.setUint8(at++, newline)
  }
  out.at = at
}

/** Gives the piece under way, which is good until more is written, and begins another. */
export const takePiece = (out: Output): Buffer => {
  const taken = out.bytes.buffer.subarray(0, out.at)
  out.at = 0
  return taken
}
