/** Bytes as both languages write them: `6.3 kB`, `12.0 MB`. */
export const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
