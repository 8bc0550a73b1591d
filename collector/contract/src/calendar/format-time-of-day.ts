/** `08:30`, `24:00`: a minute of a day. */
export const formatTimeOfDay = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
