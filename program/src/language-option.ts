/** The value of `--lang`, which is read before anything else, for the mistakes in the rest. */
export interface LanguageOption {
  /** As it was typed; '' if no value follows, undefined if the option is missing. */
  readonly wanted: string | undefined
  /** The command line without it. */
  readonly words: readonly string[]
}

/** Takes `--lang LANGUAGE` or `--lang=LANGUAGE` out of a command line, at any position. */
export const takeLanguageOption = (argv: readonly string[]): LanguageOption => {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (index === -1) return { wanted: undefined, words: argv }
  const [, joined] = argv[index]!.split('=')
  const next = argv[index + 1]
  if (joined !== undefined || next === undefined || next.startsWith('--')) return { wanted: joined ?? '', words: argv.toSpliced(index, 1) }
  return { wanted: next, words: argv.toSpliced(index, 2) }
}
