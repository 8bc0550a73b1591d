/**
 * A text with every control character but the tab as JSON writes it (`\u001b`): a device's text moves no cursor of a terminal and
 * ends no line, and JSON stays JSON. The same for characters that change the direction of the text after them
 * (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
 */
export const escapeControls = (text: string): string =>
  text.replace(/[^\P{Cc}\t]|[\u202a-\u202e\u2066-\u2069]/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
