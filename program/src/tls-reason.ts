/** OpenSSL's reason, out of an error's message that also names its source files and lines, and ends with a line break. */
export const tlsReason = (message: string): string | undefined => /:SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1]
