/**
 * The Grafana that the dashboards are made for: their schema is checked against the @grafana/schema of this version (package.json), and
 * compose.yaml runs it. They use core panels only, and work in Grafana 12, too.
 */
export const grafanaVersion = '13.2.3'
