/** The time of day in which a run may start devices, in the server's local time: minutes since midnight, without `to`. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** `22:00` as minutes since midnight; undefined if it is no time of day. */
export const minutesOfDay = (given: string): number | undefined => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(given) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** `22:00-05:00`, which passes midnight; undefined if it is no window, such as an empty one. */
export const readWindow = (given: string): Window | undefined => {
  const [from, to, ...rest] = given.split('-').map((time) => minutesOfDay(time.trim()))
  return from === undefined || to === undefined || from === to || rest.length > 0 ? undefined : { from, to }
}

const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
export const windowText = ({ from, to }: Window): string => `${timeText(from)}-${timeText(to)}`

/** The next time after now at which it is this many minutes past midnight, in milliseconds since 1970. */
export const nextTimeOfDay = (minutes: number, nowMs: number): number => {
  const next = new Date(nowMs)
  next.setHours(0, minutes, 0, 0)
  if (next.getTime() <= nowMs) next.setDate(next.getDate() + 1)
  return next.getTime()
}

const isOpen = ({ from, to }: Window, nowMs: number): boolean => {
  const now = new Date(nowMs)
  const minutes = now.getHours() * 60 + now.getMinutes()
  return from < to ? from <= minutes && minutes < to : from <= minutes || minutes < to
}

/** When the window opens next, in milliseconds since 1970: now, if it is open. Pure but for the machine's time zone. */
export const windowOpensMs = (window: Window, nowMs: number): number => isOpen(window, nowMs) ? nowMs : nextTimeOfDay(window.from, nowMs)
