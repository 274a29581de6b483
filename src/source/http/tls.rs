//! TLS with rustls and ring: the machine's own certificates, and Mozilla's for a machine that has none.

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// Makes ring the process's default provider, for libraries that ask for one. Calling it again does nothing.
pub fn install_crypto() {
    // Fails only if there is a default already.
    let _ = ring::default_provider().install_default();
}

pub(super) fn config() -> Result<ClientConfig, rustls::Error> {
    install_crypto();
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
