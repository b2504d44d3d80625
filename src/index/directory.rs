//! The folder of an index, as the engine reads it and as it writes to it.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::commit::{self, Commit, META, Sum};

/// A folder to read from. The engine takes a lock, which is a file, while it opens
/// segments, lest a writer removes them meanwhile; where no such file can be made
/// (a read-only disk, somebody else's folder) it is read without.
#[derive(Clone, Debug)]
pub(super) struct Readable(pub MmapDirectory);

impl Directory for Readable {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.0.acquire_lock(lock) {
            Err(LockError::IoError(_)) => Ok(DirectoryLock::from(Box::new(()))),
            outcome => outcome,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}

/// A folder to write to, whose lock is held already. It takes the checksum of every file
/// while the engine writes it, and puts those of a commit's files into the commit.
#[derive(Clone, Debug)]
pub(super) struct Writable {
    folder: MmapDirectory,
    sums: Arc<Mutex<HashMap<PathBuf, Sum>>>,
}

impl Writable {
    /// The folder with the commit that it holds, if any.
    pub(super) fn new(folder: MmapDirectory, commit: Option<&Commit>) -> Self {
        let known = commit.into_iter().flat_map(Commit::files);
        let sums = known.map(|(name, sum)| (PathBuf::from(name), *sum)).collect();
        Self {
            folder,
            sums: Arc::new(Mutex::new(sums)),
        }
    }
}

impl Directory for Writable {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.folder.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.folder.delete(path)?;
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.remove(path);
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.folder.open_write(path)?.into_inner();
        let file = file.map_err(|e| OpenWriteError::wrap_io_error(e.into_error(), path.to_path_buf()))?;
        Ok(BufWriter::with_capacity(
            BUFFER,
            Box::new(Summing {
                file,
                path: path.to_path_buf(),
                length: 0,
                crc: crc32fast::Hasher::new(),
                sums: Arc::clone(&self.sums),
            }),
        ))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.folder.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path != Path::new(META) {
            return self.folder.atomic_write(path, data);
        }
        let sealed = {
            let sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
            commit::sealed(data, &sums)?
        };
        self.folder.atomic_write(path, &sealed)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.folder.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        self.folder.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.folder.watch(callback)
    }
}

/// Bytes of a file that are written at a time: whole pages, and few calls.
const BUFFER: usize = 1 << 17;

/// A file whose checksum is known once it is written to its end.
struct Summing {
    file: Box<dyn TerminatingWrite + Send + Sync>,
    path: PathBuf,
    length: u64,
    crc: crc32fast::Hasher,
    sums: Arc<Mutex<HashMap<PathBuf, Sum>>>,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.crc.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Summing {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.file.terminate_ref(token)?;
        let sum = Sum(self.length, self.crc.clone().finalize());
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.insert(self.path.clone(), sum);
        Ok(())
    }
}
