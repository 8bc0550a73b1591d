/** The whole number in a text of decimal digits alone; undefined for any other text, and for a number out of bounds. */
export const parseWholeNumber = (text: string, { min, max }: { readonly min: number, readonly max: number }): number | undefined => {
  const number = Number(text)
  return /^\d{1,15}$/.test(text) && number >= min && number <= max ? number : undefined
}
