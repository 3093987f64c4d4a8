import type { TransportFailureKind } from '../http/index.ts'

/** The remedy for each class of trouble on the way to the API server. */
export const TRANSPORT_HINTS: Readonly<Record<TransportFailureKind, string>> = {
  name: 'check the server in the kubeconfig, the DNS and the VPN',
  refused: 'check that the cluster runs and that the kubeconfig names its port',
  unroutable: 'check the network and the VPN',
  slow: 'check the network and the VPN, or that no proxy stands in the way',
  untrusted: 'check certificate-authority in the kubeconfig: the cluster may have been made anew',
  expired: 'renew the certificate of the API server, or correct the clock of this machine',
  'wrong-host': 'use a name the certificate was issued for, or set tls-server-name',
  'client-certificate': 'renew the client certificate of the user in the kubeconfig',
  'own-certificates': 'check the certificates and the key in the kubeconfig: they must be PEM',
  'not-tls': 'check the server in the kubeconfig: this port does not serve https',
  'not-http': 'check the server in the kubeconfig: something else listens on this port',
  'too-large': 'narrow what is asked for',
  broken: 'try again: the API server or a proxy in between may have been restarted',
}
