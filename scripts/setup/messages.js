export function printMessage (message) {
  process.stderr.write(`mimamori: ${message}\n`)
}

/** Ends the whole verb: something is missing that a person must fix. */
export function stop (message) {
  printMessage(message)
  process.exit(2)
}
