export { clusterNamed } from './cluster-named.ts'
export type { CertificateSource, ClusterConfig, Config } from './config.ts'
export { loadConfig } from './load-config.ts'
