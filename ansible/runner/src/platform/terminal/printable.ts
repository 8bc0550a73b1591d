import { stripVTControlCharacters } from 'node:util'

/** Text from a device without control sequences, which could move a terminal's cursor or colour it. Line breaks stay. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(/[^\P{Cc}\n]/gu, '')
