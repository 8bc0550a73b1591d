const units = [[86_400_000, '日'], [3_600_000, '時間'], [60_000, '分'], [1000, '秒']] as const

/** 時間の長さを 1 つの単位で：`3 分`。 */
export const span = (ms: number): string => {
  for (const [size, name] of units) if (ms >= size) return `${Math.floor(ms / size)} ${name}`
  return '0 秒'
}
