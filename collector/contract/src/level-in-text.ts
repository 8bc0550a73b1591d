import { levelOfName, type LogLevel } from './level-names.ts'

/** A name of a level as loggers print it. */
const name = '(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|SEVERE|CRIT(?:ICAL)?|FATAL|PANIC)'
/**
 * A line's date or time at its beginning, as in `2026-11-28 12:00:00,123`, `[12:00:00]`, `Nov 28 12:00:00`, `[1234:5:1128/120000.123:`.
 */
const leadingTime = String.raw`(?:[\[(<]{0,2}\d[\d\-/:.,TZ+ ]{5,32}|\[?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d)`

/** Forms in which programs write a level into their text, each with the name in its first group. */
const forms: readonly RegExp[] = [
  // logfmt, as Go's slog and logrus, Grafana and Prometheus print it
  /(?:^|[ \t])(?:level|lvl|severity)="?([A-Za-z]{3,13})"?(?=[ \t]|$)/,
  // ERROR:root:…, [WARN] …, <ERROR> …: Python's logging, and many others
  new RegExp(String.raw`^[\[(<]{0,2}${name}[\])>]{0,2}(?=[\s:|-]|$)`),
  // … after a date or time, with a few words between: Python, log4j and Logback, Chromium, pino-pretty
  new RegExp(String.raw`^${leadingTime}(?:[^\n]{0,64}?[\s\[(|:<-])??${name}(?=[\s\])|:>-]|$)`),
  // error: …, fatal: …: git, gcc, npm; Go's panics
  /^((?:[Ee]rror|[Ww]arning|[Ff]atal|panic)): /
]

/** Google's glog and klog: a letter, the month and day, the time. */
const glog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/
const glogLevels: Readonly<Record<string, LogLevel>> = { I: 'info', W: 'warn', E: 'error', F: 'error' }

/** Python's, Java's and Node.js' words for an uncaught exception. */
const uncaught = /^(?:Traceback \(most recent call last\)|Exception in thread|Uncaught |Unhandled )/

/** The level that a line itself names; undefined if it names none. */
export const levelInText = (text: string): LogLevel | undefined => {
  for (const form of forms) {
    const found = form.exec(text)?.[1]
    const level = found === undefined ? undefined : levelOfName(found)
    if (level !== undefined) return level
  }
  const letter = glog.exec(text)?.[1]
  if (letter !== undefined) return glogLevels[letter]
  return uncaught.test(text) ? 'error' : undefined
}
