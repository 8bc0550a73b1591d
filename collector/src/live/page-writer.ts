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

/** Prints families into memory of a fixed size at a time; no text is made of them. */
export interface PageWriter {
  /** The bytes that a family's lines take at most. */
  spaceFor (page: StoredPage, family: number, insertions: Insertions): number
  /** Whether so many more bytes stay within the piece under way; an empty one takes any number. */
  hasRoom (bytes: number): boolean
  text (text: string): void
  /** A family's lines, whole: they are never of two reports. Blanks around a line are left out. */
  family (page: StoredPage, family: number, insertions: Insertions): void
  /** Gives the piece under way and begins another. */
  take (): Buffer
}

const newline = 10

const startOf = ({ layout, ends }: StoredPage, line: number): number => (line === 0 ? 0 : ends[line - 1]!) + layout.gaps[line]!

export const createPageWriter = (pieceBytes = 65_536): PageWriter => {
  let out = nothing
  let at = 0

  const reserve = (bytes: number): void => {
    if (at + bytes <= out.buffer.length) return
    const before = out
    out = bytesOf(Buffer.allocUnsafeSlow(Math.max(pieceBytes, at + bytes)))
    before.buffer.copy(out.buffer, 0, 0, at)
  }

  const spaceFor: PageWriter['spaceFor'] = (page, family, { longest }) => {
    const { layout: { firstLines, firstCuts }, ends } = page
    const [first, end] = [firstLines[family]!, firstLines[family + 1]!]
    return ends[end - 1]! - startOf(page, first) + (firstCuts[end]! - firstCuts[first]!) * longest + 1
  }

  return {
    spaceFor,
    hasRoom: (bytes) => at === 0 || at + bytes <= pieceBytes,
    text (text) {
      reserve(text.length * 3)
      at += out.buffer.write(text, at)
    },
    family (page, family, insertions) {
      reserve(spaceFor(page, family, insertions))
      const { layout: { firstLines, gaps, cuts, firstCuts }, bytes, ends } = page
      const { pieces } = insertions
      const end = firstLines[family + 1]!
      let to = startOf(page, firstLines[family]!) - gaps[firstLines[family]!]!
      for (let line = firstLines[family]!; line < end; line++) {
        const start = to + gaps[line]!
        let from = start
        to = ends[line]!
        const endCut = firstCuts[line + 1]!
        for (let cut = firstCuts[line]!; cut < endCut; cut++) {
          const put = pieces[cuts[cut]! & 7]!
          if (put === nothing) continue
          const cutAt = start + (cuts[cut]! >>> 3)
          at = copyBytes(out, at, bytes, from, cutAt)
          at = copyBytes(out, at, put, 0, put.buffer.length)
          from = cutAt
        }
        at = copyBytes(out, at, bytes, from, to)
        out.buffer[at++] = newline
      }
    },
    take () {
      const taken = out.buffer.subarray(0, at)
      out = nothing
      at = 0
      return taken
    }
  }
}
