//! The file with the token keys: JSON, readable by its owner only.
//!
//! ```json
//! {"keys": [{"kid": "2026-11", "alg": "HS256", "secret": "<43 characters of base64url>"}]}
//! ```

use crate::auth::keys::{KeyFault, KeyKind, KeyRing, TokenKey};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{
    ExposeSecret as _,
    zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing},
};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// Most bytes of a key file.
const FILE_MAX_BYTES: u64 = 64 * 1024;

/// Why there are no keys. Never says what is in the file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("the token key file {path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// It is not what a key file is.
    #[error("the token key file {path} is not valid: {reason}")]
    Content {
        /// Which file.
        path: PathBuf,
        /// What is wrong, without the content.
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    keys: Vec<KeyEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry {
    kid: String,
    alg: String,
    secret: String,
}

impl Drop for KeyEntry {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl ZeroizeOnDrop for KeyEntry {}

/// The keys in the file; when there is no file yet, one with a new key is made, readable by its owner only. One process at a time.
///
/// # Errors
/// [`KeyFileError`]
pub fn load_or_create(path: &Path) -> Result<KeyRing, KeyFileError> {
    match load(path) {
        Err(KeyFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            let ring = KeyRing::new([fresh(path)?]).map_err(|fault| content(path, fault))?;
            write(path, &ring)?;
            tracing::info!(path = %path.display(), kid = ring.signing().kid(), "made a token key");
            Ok(ring)
        }
        loaded => loaded,
    }
}

/// The keys in the file.
///
/// # Errors
/// [`KeyFileError`]
pub fn load(path: &Path) -> Result<KeyRing, KeyFileError> {
    let io = |source| KeyFileError::Io { path: path.to_owned(), source };
    let file = fs::File::open(path).map_err(io)?;
    warn_when_others_can_read(path, &file.metadata().map_err(io)?);
    let mut text = Zeroizing::new(String::new());
    file.take(FILE_MAX_BYTES).read_to_string(&mut text).map_err(io)?;
    // serde's message may quote the file; its place does not.
    let file: KeyFile = serde_json::from_str(&text)
        .map_err(|error| content(path, format_args!("line {}, column {}", error.line(), error.column())))?;
    let keys = file.keys.iter().map(|entry| entry.key(path)).collect::<Result<Vec<_>, _>>()?;
    KeyRing::new(keys).map_err(|fault| content(path, fault))
}

/// Puts a new key first and keeps the one that signed until now, for the tokens that are still out. Takes effect at the next start.
///
/// # Errors
/// [`KeyFileError`]
pub fn rotate(path: &Path) -> Result<KeyRing, KeyFileError> {
    let former = load(path)?;
    let kept = former.signing();
    let kept = TokenKey::new(kept.kid(), kept.kind(), kept.secret().expose_secret().to_vec().into());
    let ring = kept.map_err(|fault| content(path, fault)).and_then(|kept| {
        let keys = [fresh(path)?, kept];
        KeyRing::new(keys).map_err(|fault| content(path, fault))
    })?;
    write(path, &ring)?;
    Ok(ring)
}

impl KeyEntry {
    fn key(&self, path: &Path) -> Result<TokenKey, KeyFileError> {
        if self.alg != KeyKind::Hs256.name() {
            return Err(content(path, "alg has to be HS256"));
        }
        let secret = URL_SAFE_NO_PAD.decode(&self.secret).map_err(|_| content(path, "a secret is not base64url"))?;
        TokenKey::new(&self.kid, KeyKind::Hs256, secret.into()).map_err(|fault: KeyFault| content(path, fault))
    }
}

fn fresh(path: &Path) -> Result<TokenKey, KeyFileError> {
    TokenKey::generate().map_err(|problem| content(path, problem))
}

fn content(path: &Path, reason: impl std::fmt::Display) -> KeyFileError {
    KeyFileError::Content { path: path.to_owned(), reason: reason.to_string() }
}

/// Writes beside and renames, so that a crash leaves the old file or the new one, never half of one.
fn write(path: &Path, ring: &KeyRing) -> Result<(), KeyFileError> {
    let entry = |key: &TokenKey| KeyEntry {
        kid: key.kid().to_owned(),
        alg: key.kind().name().to_owned(),
        secret: URL_SAFE_NO_PAD.encode(key.secret().expose_secret()),
    };
    let file = KeyFile { keys: ring.all().map(entry).collect() };
    let text = Zeroizing::new(serde_json::to_string_pretty(&file).map_err(|error| content(path, error))?);
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written = write_private(&beside, text.as_bytes()).and_then(|()| fs::rename(&beside, path)).and_then(|()| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder)?.sync_all()
    });
    written.map_err(|source| {
        drop(fs::remove_file(&beside));
        KeyFileError::Io { path: path.to_owned(), source }
    })
}

fn write_private(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Only a warning: secrets mounted into a container are often readable by all of its (one) users.
#[cfg(unix)]
fn warn_when_others_can_read(path: &Path, metadata: &fs::Metadata) {
    let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777;
    if mode & 0o077 != 0 {
        let mode = format!("{mode:o}");
        tracing::warn!(target: "security", event = "key_file_open", path = %path.display(), mode, "others can read the token keys");
    }
}

#[cfg(not(unix))]
fn warn_when_others_can_read(_path: &Path, _metadata: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::{load, load_or_create, rotate};
    use secrecy::ExposeSecret as _;

    #[test]
    fn the_first_start_makes_a_private_file_that_the_next_start_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token-keys.json");
        let made = load_or_create(&path).unwrap();
        let read = load_or_create(&path).unwrap();
        assert_eq!(made.signing().kid(), read.signing().kid());
        assert_eq!(made.signing().secret().expose_secret(), read.signing().secret().expose_secret());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn rotation_puts_a_new_key_first_and_keeps_one_old_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token-keys.json");
        let first = load_or_create(&path).unwrap().signing().kid().to_owned();
        let second = rotate(&path).unwrap().signing().kid().to_owned();
        rotate(&path).unwrap();
        let kids: Vec<String> = load(&path).unwrap().all().map(|key| key.kid().to_owned()).collect();
        assert_eq!(kids.len(), 2);
        assert_eq!(kids[1], second);
        assert!(!kids.contains(&first));
    }

    #[test]
    fn a_broken_file_is_refused_without_being_quoted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token-keys.json");
        for text in [
            "",
            "hunter2",
            r#"{"keys":[]}"#,
            r#"{"keys":["hunter2"]}"#,
            r#"{"keys":[{"kid":"a","alg":"none","secret":"hunter2"}]}"#,
            r#"{"keys":[{"kid":"a","alg":"HS256","secret":"hunter2"}]}"#,
            r#"{"keys":[{"kid":"a","alg":"HS256","secret":"hunter2!"}]}"#,
            r#"{"keys":[],"hunter2":1}"#,
        ] {
            std::fs::write(&path, text).unwrap();
            let error = load_or_create(&path).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "a broken file is never replaced");
        }
    }
}
