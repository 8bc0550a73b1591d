/** Whether an Accept-Encoding header lets an answer be compressed by gzip (RFC 9110, section 12.5.3). */
export const acceptsGzip = (header: string | undefined): boolean => {
  let isWelcome = false
  for (const part of (header ?? '').split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
    if (coding !== 'gzip' && coding !== '*') continue
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    const isAllowed = quality === undefined || Number(quality.slice(2)) > 0
    // A rule for gzip itself takes precedence over one for everything.
    if (coding === 'gzip') return isAllowed
    isWelcome = isAllowed
  }
  return isWelcome
}
