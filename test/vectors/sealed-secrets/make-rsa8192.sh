#!/bin/sh
# Makes rsa8192.json: an RSA-8192 key, its certificate, and values that the real kubeseal sealed for it.
# Usage: make-rsa8192.sh > rsa8192.json   (needs openssl, jq and kubeseal on PATH; takes a minute)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
openssl req -x509 -newkey rsa:8192 -nodes -days 36500 -subj / -keyout "$dir/pkcs8.pem" -out "$dir/cert.pem" 2>"$dir/log"
openssl rsa -in "$dir/pkcs8.pem" -traditional -out "$dir/pkcs1.pem" 2>"$dir/log"
fingerprint=$(openssl x509 -in "$dir/cert.pem" -pubkey -noout | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1)

# seal SCOPE LABEL: one value, named as kubeseal wants it and as the label comes out.
seal() {
  sealed=$(printf 'hunter2' | kubeseal --raw --cert "$dir/cert.pem" --scope "$1" --namespace myns --name mysecret)
  jq -n --arg scope "$1" --arg place "$2" --arg sealed "$sealed" \
    '{"scope": $scope, "label": $place, "plaintext": "hunter2", "ciphertext": $sealed}'
}

{
  seal strict myns/mysecret
  seal namespace-wide myns
  seal cluster-wide ''
} | jq -s --rawfile cert "$dir/cert.pem" --rawfile pkcs1 "$dir/pkcs1.pem" --rawfile pkcs8 "$dir/pkcs8.pem" \
  --arg fingerprint "$fingerprint" --arg tool "$(kubeseal --version)" --arg openssl "$(openssl version)" \
  '{madeWith: [$tool, $openssl], key: {certPem: $cert, pkcs1Pem: $pkcs1, pkcs8Pem: $pkcs8, spkiSha256Hex: $fingerprint}, decrypt: .}'
