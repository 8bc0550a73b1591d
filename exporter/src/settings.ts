/** The options of each collector that has any, under its name; what is left out has the collector's default. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface CollectorOptions {
}

/**
 * Which set of collectors to begin with: `full` is all that are on by default, `none` leaves out all that are not asked
 * for by name. (What a push carries is chosen by the agent, from these.)
 */
export type Profile = 'full' | 'none'

/** What is collected, and how. */
export interface ExporterSettings {
  /** `full` unless said otherwise. */
  readonly profile?: Profile
  /** Collectors turned on or off by name, whatever the profile says. */
  readonly collectors?: Readonly<Record<string, boolean>>
  readonly options?: CollectorOptions
}
