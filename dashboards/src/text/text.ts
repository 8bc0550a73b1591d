/** What one alert says. `summary` is the same for every device; `description` is a Go template. */
export interface AlertText {
  readonly summary: string
  readonly description: string
}

/** All words that the generated files show to a person, in one language. */
export interface Text {
  readonly alerts: {
    readonly DeviceSilent: AlertText
    readonly CollectorDown: AlertText
    readonly CollectorClockUntrusted: AlertText
    readonly Watchdog: AlertText
  }
}
