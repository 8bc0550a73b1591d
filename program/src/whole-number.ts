/** The whole number that a text is, written in decimal digits alone; undefined for another text, and for one out of bounds. */
export const parseWholeNumber = (text: string, { min, max }: { readonly min: number, readonly max: number }): number | undefined => {
  const number = Number(text)
  return /^\d{1,15}$/.test(text) && number >= min && number <= max ? number : undefined
}
