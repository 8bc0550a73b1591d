/** A small page for a person who opens the address in a browser; title and version are the program's own. */
export const landingPage = ({ title, version }: { readonly title: string, readonly version: string }): string => `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body>
<h1>${title}</h1>
<p>Version ${version}. Prometheus scrapes this: <a href="/metrics">/metrics</a></p>
</body>
</html>
`
