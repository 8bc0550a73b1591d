import { quoteWord } from '@mimamori/program/shell-word'

/** Words so that a POSIX shell reads them back as they are. */
export const quoteWords = (words: readonly string[]): string => words.map(quoteWord).join(' ')

/** The words of a setting that Ansible splits as a shell does, such as `-o "ProxyCommand=ssh -W %h:%p gate"`. */
export const splitWords = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'))
