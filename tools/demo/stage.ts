import type { KubeClient } from '../../toolkit/kube/index.ts'
import type { Narrator } from './narrator.ts'

/** Where the story plays: an API server with a controller beside it, and a namespace to play in. */
export interface Stage {
  readonly client: KubeClient
  /** Path of the kubeconfig. */
  readonly kubeconfig: string
  /** The namespace of the secret. */
  readonly namespace: string
  /** Writes the controller's certificate into `folder` as `cert.pem`. */
  fetchCertificate(folder: string): Promise<void>
  /**
   * Ends what runs and removes what was made.
   *
   * @param isFine - whether the story came to its end
   */
  close(isFine: boolean): Promise<void>
}

/** What a stage is built with. */
export interface StageSetup {
  /** A folder of the demo's own, for kubeconfig and logs. */
  readonly folder: string
  readonly narrator: Narrator
}
