//! One process per database: a lock file beside it, held as long as the writer lives.

use super::OpenError;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

/// Makes the folder and, where the system knows owners, the database file with no access for others: it will hold password
/// hashes. Files that `SQLite` makes beside it get the same permissions.
pub(super) fn prepare(database: &Path) -> Result<(), OpenError> {
    let failed = |source| OpenError::File { path: database.to_owned(), source };
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    private(database).map(drop).map_err(failed)
}

/// Takes the lock of this database for this process; dropping the file gives it back, and so does the end of the process.
pub(super) fn take(database: &Path) -> Result<File, OpenError> {
    let path = lock_path(database);
    let file = private(&path).map_err(|source| OpenError::File { path: path.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database.to_owned() }),
        Err(TryLockError::Error(source)) => Err(OpenError::File { path, source }),
    }
}

fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
