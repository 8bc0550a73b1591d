/** By what a person must do: at once, soon, or nothing. */
export const severities = ['critical', 'warning', 'info'] as const
export type Severity = typeof severities[number]

/** The severity of an alert's label; one without a severity of ours counts as a warning. */
export const severityOf = (label: string | null | undefined): Severity => label === 'critical' || label === 'info' ? label : 'warning'
