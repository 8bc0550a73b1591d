/** One sample of a device's series, as a value. In a file without Node's own types: the admin page gets it through the facts. */
export interface LiveSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}
