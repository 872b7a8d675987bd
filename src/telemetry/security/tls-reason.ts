const UNTRUSTED = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
];
const REFUSED_OURS = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;
const ASKS_FOR_OURS = /ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)/;

/** Why a broker and we could not agree on an encrypted connection, with the setting to mend; null for what has to do with no certificate. */
export function tlsReason(error: Error, hasCertificate: boolean): string | null {
  const { code = '', reason } = error as Error & { code?: string; reason?: string };
  if (UNTRUSTED.includes(code)) return 'the certificate of the broker is signed by nobody we trust (TWIN_MQTT_CA_FILE)';
  if (code === 'CERT_HAS_EXPIRED') return 'the certificate of the broker has expired';
  if (code === 'CERT_NOT_YET_VALID') return 'the certificate of the broker is not valid yet: one of the clocks is wrong';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate of the broker is for another name (TWIN_MQTT_URL): ${reason ?? error.message}`;
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return 'the broker does not encrypt there: mqtts:// needs a port with TLS';
  if (REFUSED_OURS.test(code)) return 'the broker does not accept our client certificate (TWIN_MQTT_CERT_FILE)';
  if (ASKS_FOR_OURS.test(code))
    return hasCertificate
      ? 'the broker does not accept our client certificate (TWIN_MQTT_CERT_FILE)'
      : 'the broker asks for a client certificate (TWIN_MQTT_CERT_FILE, TWIN_MQTT_KEY_FILE)';
  return null;
}
