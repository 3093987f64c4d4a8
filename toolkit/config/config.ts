import type { Scope } from '../../src/index.ts'

/** Where a cluster's certificate is kept: a file (absolute path) or an https address. */
export type CertificateSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string }

/** One entry of `clusters` in `.waxseal.yaml`. */
export interface ClusterConfig {
  /** The key under `clusters`, as given with `--cluster`. */
  readonly name: string
  readonly certificate?: CertificateSource
  /** A context of the user's own kubeconfig; used only when the user names this cluster. */
  readonly context?: string
  /** Where in the cluster the controller's Service is. */
  readonly controller?: { readonly namespace?: string; readonly name?: string }
}

/** A parsed `.waxseal.yaml`. It holds names and places only: nothing in it is ever run. */
export interface Config {
  /** Absolute path of the file. */
  readonly path: string
  readonly clusters: ReadonlyMap<string, ClusterConfig>
  readonly defaults: {
    /** Meant to be a key of `clusters`. */
    readonly cluster?: string
    readonly scope?: Scope
  }
}
