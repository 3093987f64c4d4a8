/** What a kubeconfig for the sandbox says. */
export interface KubeconfigContent {
  readonly url: string
  /** PEM. */
  readonly certificate: string
  readonly token: string
}

/** The name of its cluster, user and context. */
const NAME = 'waxseal-sandbox'

/** A kubeconfig (YAML text) that uses the sandbox and nothing else. */
export function formatKubeconfig({ url, certificate, token }: KubeconfigContent): string {
  return `apiVersion: v1
kind: Config
current-context: ${NAME}
clusters:
  - name: ${NAME}
    cluster:
      server: ${url}
      certificate-authority-data: ${Buffer.from(certificate).toString('base64')}
users:
  - name: ${NAME}
    user:
      token: ${JSON.stringify(token)}
contexts:
  - name: ${NAME}
    context:
      cluster: ${NAME}
      user: ${NAME}
      namespace: default
`
}

/** Whether a text is a kubeconfig that {@link formatKubeconfig} made. */
export function isSandboxKubeconfig(text: string): boolean {
  return text.includes(`\ncurrent-context: ${NAME}\n`)
}
