const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const one = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const two = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `31.9 GB`: decimal units, as on the label of an SD card. English and Japanese write numbers alike. */
export const formatBytes = (bytes: number): string => {
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  return `${(value >= 100 || step === 0 ? whole : one).format(value)} ${steps[step]}`
}

/** `0.42`: how many processes want a processor, as uptime(1) shows it. */
export const formatLoad = (value: number): string => two.format(value)
