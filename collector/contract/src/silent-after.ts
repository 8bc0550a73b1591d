/** Twelve hours: how long a device may send nothing before it is silent, unless it has a limit of its own. */
export const defaultSilentAfterSeconds = 43_200
