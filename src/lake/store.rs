//! The object store: gzip'd bodies and their sidecars. Objects are written whole or not at all.

use super::{LakeError, ManifestRow};
use crate::source::http::install_crypto;
use bytes::Bytes;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, ObjectStoreScheme};
use std::io::{self, Read, Write};
use std::sync::Arc;
use url::Url;

/// Ending of a sidecar's name.
const SIDECAR: &str = ".manifest.json";

#[derive(Debug, Clone)]
pub(super) struct Store {
    objects: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Store {
    pub(super) fn open(address: &str) -> Result<Self, LakeError> {
        let refuse = |reason: String| LakeError::Url { url: address.to_owned(), reason };
        let url = match Url::parse(address) {
            Ok(url) if url.scheme() != "file" => url,
            parsed => {
                let directory = match parsed {
                    Ok(url) => url.to_file_path().map_err(|()| refuse("it names no local directory".to_owned()))?,
                    Err(_) => address.into(),
                };
                std::fs::create_dir_all(&directory).map_err(|e| refuse(e.to_string()))?;
                let objects = LocalFileSystem::new_with_prefix(directory).map_err(|e| refuse(e.to_string()))?;
                return Ok(Self { objects: Arc::new(objects.with_fsync(true)), prefix: Path::default() });
            }
        };
        install_crypto();
        let (scheme, prefix) = ObjectStoreScheme::parse(&url).map_err(|e| refuse(e.to_string()))?;
        let objects: Arc<dyn ObjectStore> = match scheme {
            ObjectStoreScheme::AmazonS3 => {
                let builder = AmazonS3Builder::from_env().with_url(url.as_str());
                Arc::new(builder.build().map_err(|e| refuse(e.to_string()))?)
            }
            ObjectStoreScheme::GoogleCloudStorage => {
                let builder = GoogleCloudStorageBuilder::from_env().with_url(url.as_str());
                Arc::new(builder.build().map_err(|e| refuse(e.to_string()))?)
            }
            _ => return Err(refuse(format!("{}:// is no store known here", url.scheme()))),
        };
        Ok(Self { objects, prefix })
    }

    /// Writes a body, gzip'd. The same bytes always give the same object.
    pub(super) async fn put_body(&self, path: &str, body: Bytes) -> Result<(), LakeError> {
        let packed = blocking(move || {
            let mut gz = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::default());
            gz.write_all(&body)?;
            gz.finish()
        });
        let packed = packed.await.map_err(|e| io_error(path, e))?;
        self.put(path, packed).await
    }

    /// Whether the object of a body is there.
    pub(super) async fn has_body(&self, path: &str) -> Result<bool, LakeError> {
        match self.objects.head(&self.at(path)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(LakeError::Store { path: path.to_owned(), error }),
        }
    }

    /// Reads a body; the inner error says that the object is no gzip'd body.
    pub(super) async fn get_body(&self, path: &str) -> Result<io::Result<Bytes>, LakeError> {
        let packed = self.get(path).await?;
        Ok(blocking(move || {
            let mut body = Vec::with_capacity(packed.len() * 5);
            GzDecoder::new(&packed[..]).read_to_end(&mut body)?;
            Ok(Bytes::from(body))
        })
        .await)
    }

    pub(super) async fn put_sidecar(&self, row: &ManifestRow) -> Result<(), LakeError> {
        let path = sidecar(&row.path);
        let json = serde_json::to_vec_pretty(row).map_err(|e| io_error(&path, e.into()))?;
        self.put(&path, json).await
    }

    /// Reads the sidecar of that full path.
    pub(super) async fn get_sidecar(&self, path: Path) -> Result<ManifestRow, LakeError> {
        let failed = |error| LakeError::Store { path: path.to_string(), error };
        let bytes = self.objects.get(&path).await.map_err(failed)?.bytes().await.map_err(failed)?;
        serde_json::from_slice(&bytes).map_err(|e| io_error(path.as_ref(), e.into()))
    }

    /// The full paths of all sidecars.
    pub(super) fn sidecars(&self) -> BoxStream<'_, Result<Path, LakeError>> {
        let all = self.objects.list(Some(&self.prefix)).map_ok(|x| x.location);
        let all = all.map_err(|error| LakeError::Store { path: self.prefix.to_string(), error });
        all.try_filter(|x| std::future::ready(x.as_ref().ends_with(SIDECAR))).boxed()
    }

    /// Writes and takes away an empty object.
    pub(super) async fn check(&self) -> Result<(), LakeError> {
        // Being able to list says nothing of being able to write.
        let probe = ".probe";
        self.put(probe, Vec::new()).await?;
        let deleted = self.objects.delete(&self.at(probe)).await;
        deleted.map_err(|error| LakeError::Store { path: probe.to_owned(), error })
    }

    async fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), LakeError> {
        let put = self.objects.put(&self.at(path), bytes.into()).await;
        put.map(|_| ()).map_err(|error| LakeError::Store { path: path.to_owned(), error })
    }

    async fn get(&self, path: &str) -> Result<Bytes, LakeError> {
        let failed = |error| LakeError::Store { path: path.to_owned(), error };
        self.objects.get(&self.at(path)).await.map_err(failed)?.bytes().await.map_err(failed)
    }

    fn at(&self, path: &str) -> Path {
        self.prefix.parts().chain(Path::from(path).parts()).collect()
    }
}

/// Name of the sidecar of a body.
fn sidecar(path: &str) -> String {
    let (stem, _) = path.rsplit_once('/').map_or((path, ""), |(folder, name)| {
        let digest = name.split('.').next().unwrap_or(name);
        (&path[..folder.len() + 1 + digest.len()], name)
    });
    format!("{stem}{SIDECAR}")
}

/// Runs work that computes for long off the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn io_error(path: &str, error: io::Error) -> LakeError {
    let error = object_store::Error::Generic { store: "lake", source: Box::new(error) };
    LakeError::Store { path: path.to_owned(), error }
}
