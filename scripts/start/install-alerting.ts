import { alertmanagerNames } from './alertmanager.ts'
import { installPackages, type InstallOptions } from './install-packages.ts'
import { prometheusNames } from './prometheus.ts'

/** What makes alerts of metrics and brings them to people, by the names of Debian's packages, and of each the names of its program. */
const programs: Readonly<Record<string, readonly string[]>> = { prometheus: prometheusNames, 'prometheus-alertmanager': alertmanagerNames }

/** Installs what is missing of Prometheus and Alertmanager on Debian as root, their own services not started; elsewhere says how. */
export const installAlerting = (options: InstallOptions): Promise<void> => installPackages(programs, options)
