import { bytesOf, copyBytes } from './bytes.ts'
import { metadataText } from './family-metadata.ts'
import { noIdentity, type Identities } from './identities.ts'
import { insertionKinds } from './insertions.ts'
import { newOutput, pieceBytes, reserve, takePiece, writeText, type Output } from './output.ts'
import { nameStartOf, type StoredExposition } from './stored-exposition.ts'

/** A family of an exposition, to be printed for one of the devices of `identities`. */
export interface PrintedFamily {
  exposition: StoredExposition
  /** Its index among the exposition's families. */
  family: number
  device: number
}

const exported = bytesOf(Buffer.from('exported_'))
const newline = 10

/** The bytes that a family's lines take at most. */
const spaceFor = ({ exposition, family }: PrintedFamily, identityBytes: number): number => {
  const { template: { firstLines, insertions }, valueEnds } = exposition
  const first = firstLines[family]!
  const end = firstLines[family + 1]!
  return (
    valueEnds[end - 1]! -
    nameStartOf(exposition, first) +
    (insertions.firstOf(end) - insertions.firstOf(first)) * (identityBytes + exported.buffer.length) +
    1
  )
}

/** Whether its lines, and this many bytes more, stay within the piece under way; an empty one takes any. */
export const fits = (out: Output, printed: PrintedFamily, { starts }: Identities, more: number): boolean =>
  out.at === 0 || out.at + more + spaceFor(printed, starts[printed.device + 1]! - starts[printed.device]!) <= pieceBytes

/** Its lines, whole: they never mix two reports. Blanks around a line are left out. */
export const writeFamily = (out: Output, printed: PrintedFamily, { bytes: identities, starts }: Identities): void => {
  const { exposition, family, device } = printed
  const identity = starts[device]!
  const identityEnd = starts[device + 1]!
  reserve(out, spaceFor(printed, identityEnd - identity))
  const { template: { firstLines, nameOffsets, insertions }, bytes, valueEnds } = exposition
  const isFleet = identityEnd > identity
  /** The start, in `{labels}labels,`, of the labels before a comma. */
  const beforeLabels = (identity + identityEnd + 1) / 2
  const target = out.bytes
  const endLine = firstLines[family + 1]!
  let at = out.at
  let line = firstLines[family]!
  let valueEnd = nameStartOf(exposition, line) - nameOffsets[line]!
  let insertion = insertions.firstOf(line)
  for (; line < endLine; line++) {
    const start = valueEnd + nameOffsets[line]!
    valueEnd = valueEnds[line]!
    let from = start
    for (const end = insertions.firstOf(line + 1); insertion < end; insertion++) {
      const kind = insertions.kind(insertion)
      if (!isFleet && kind !== insertionKinds.exported) continue
      at = copyBytes(target, at, bytes, from, from = start + insertions.offset(insertion))
      if (kind === insertionKinds.beforeLabels) at = copyBytes(target, at, identities, beforeLabels, identityEnd)
      else if (kind === insertionKinds.braces) at = copyBytes(target, at, identities, identity, beforeLabels)
      else if (kind === insertionKinds.emptyBraces) at = copyBytes(target, at, identities, identity + 1, beforeLabels - 1)
      else at = copyBytes(target, at, exported, 0, exported.buffer.length)
    }
    at = copyBytes(target, at, bytes, from, valueEnd)
    target.view.setUint8(at++, newline)
  }
  out.at = at
}

/** A family as a device exposition has it. */
export const familyText = (exposition: StoredExposition, family: number): string => {
  const out = newOutput()
  writeText(out, metadataText(exposition.template.families[family]!))
  writeFamily(out, { exposition, family, device: 0 }, noIdentity)
  return takePiece(out).toString()
}
