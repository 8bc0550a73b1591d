/** AT_PAGESZ in getauxval(3). */
const pageSizeKey = 6n

/**
 * The size of a memory page in bytes, from /proc/self/auxv: pairs of 64-bit numbers. A Pi 5's kernel has pages of
 * 16 KiB, most others of 4. Undefined if it does not say.
 */
export const parsePageSize = (auxv: Uint8Array): number | undefined => {
  const view = new DataView(auxv.buffer, auxv.byteOffset, auxv.byteLength)
  for (let at = 0; at + 16 <= auxv.byteLength; at += 16) {
    if (view.getBigUint64(at, true) === pageSizeKey) return Number(view.getBigUint64(at + 8, true))
  }
  return undefined
}
