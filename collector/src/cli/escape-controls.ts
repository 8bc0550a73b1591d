/**
 * A line with every control character as JSON writes it (`\u001b`): what a device calls itself moves no cursor and ends no line of a
 * terminal, and JSON stays JSON.
 */
export const escapeControls = (line: string): string => line.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
