/** A ratio as per cent with one decimal; null if it is not known. */
export const percent = (ratio: number | undefined): number | null => ratio === undefined ? null : Math.round(ratio * 1000) / 10
