import { stripVTControlCharacters } from 'node:util'

/** Text of a device without what could move a terminal's cursor or colour it. Lines stay lines. */
export const printable = (text: string): string => stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(/[^\P{Cc}\n]/gu, '')
